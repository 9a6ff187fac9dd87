// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import { addCharge } from './charges/add-charge.ts';
import { listCharges, withdrawCharge } from './charges/list-charges.ts';
import * as contract from './contract.ts';
import { contestRoutes } from './contests/routes.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { addCost, declareReceipts, importCosts, listCosts, removeCost } from './costs/enter-costs.ts';
import { printShares } from './costs/print-shares.ts';
import { readShares } from './costs/read-shares.ts';
import { documentRoutes } from './documents/routes.ts';
import { readReceivedFacturX } from './exchange/read-factur-x.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { changePayer, listPayers, readPayer } from './payers/set-payer.ts';
import { readForecast } from './received/forecast.ts';
import { readMyCosts } from './received/my-costs.ts';
import { listReceived, printReceived, readReceived } from './received/my-documents.ts';
import { runRoutes } from './runs/routes.ts';
import { changeSettings } from './settings/change-settings.ts';
import { settingsOf } from './settings/read-settings.ts';
import { readYear } from './year/read-year.ts';
import { exportAccruals, readAccruals } from './year/accruals.ts';
import { readRemaining } from './year/remaining.ts';
import { collectVolumes } from './volumes/collect-volumes.ts';
import { exportVat, readVat } from './year/vat-statement.ts';

const read = 'billing.read';
const prepare = 'billing.prepare';
const received = 'billing.read-received';

export const routes = [
  route(contract.readBillingSettings, { permission: read, action: settingsOf }),
  route(contract.changeBillingSettings, { permission: 'billing.set-up', action: changeSettings }),
  route(contract.listPayers, { permission: read, action: listPayers }),
  route(contract.readPayer, { permission: read, action: readPayer }),
  route(contract.changePayer, { permission: prepare, action: changePayer }),
  route(contract.listCharges, { permission: read, action: listCharges }),
  route(contract.addCharge, { permission: prepare, action: addCharge }),
  route(contract.collectVolumes, { permission: prepare, action: collectVolumes }),
  route(contract.withdrawCharge, { permission: prepare, action: withdrawCharge }),
  ...correctionRoutes,
  ...runRoutes,
  ...documentRoutes,
  ...contestRoutes,
  ...exchangeRoutes,
  route(contract.readYear, { permission: read, action: readYear }),
  route(contract.readVat, { permission: read, action: readVat }),
  route(contract.exportVat, { permission: read, action: exportVat }),
  route(contract.readRemaining, { permission: read, action: readRemaining }),
  route(contract.readAccruals, { permission: read, action: readAccruals }),
  route(contract.exportAccruals, { permission: read, action: exportAccruals }),
  route(contract.listCosts, { permission: read, action: listCosts }),
  route(contract.addCost, { permission: prepare, action: addCost }),
  route(contract.removeCost, { permission: prepare, action: removeCost }),
  route(contract.importCosts, { permission: prepare, action: importCosts }),
  route(contract.declareReceipts, { permission: prepare, action: declareReceipts }),
  route(contract.readShares, { permission: read, action: readShares }),
  route(contract.printShares, { permission: read, action: printShares }),
  route(contract.listReceived, { permission: received, action: listReceived }),
  route(contract.readReceived, { permission: received, action: readReceived }),
  route(contract.printReceived, { permission: received, action: printReceived }),
  route(contract.readReceivedFacturX, { permission: received, action: readReceivedFacturX }),
  route(contract.readMyCosts, { permission: received, action: readMyCosts }),
  route(contract.readForecast, { permission: received, withoutTransaction: true, action: readForecast }),
];
