// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { route } from '#platform/room.ts';
import * as contract from '../contract/exchange.ts';
import type { Tables } from '../tables.ts';
import { downloadFile, listFiles, withdrawFile } from './files.ts';
import { importReturn, previewReturn, replayReturn } from './import-return.ts';
import { checkFile, makeFile, remakeFile } from './make-file.ts';
import { readFacturX } from './read-factur-x.ts';
import { countQuarantine, dismissLine, downloadReturn, listQuarantine, listReturns, readReturnFile } from './returns.ts';
import { changeExchange, exchangeOf } from './settings.ts';
import { countWaiting, listWaiting } from './waiting.ts';

const read = 'billing.read';
const follow = 'billing.follow-payments';

export const exchangeRoutes = [
  route(contract.readExchange, { permission: read, action: readExchange }),
  route(contract.changeExchange, { permission: 'billing.set-up', action: changeExchange }),
  route(contract.listWaiting, { permission: read, action: listWaiting }),
  route(contract.checkFile, { permission: read, readsOnly: true, action: checkFile }),
  route(contract.makeFile, { permission: follow, action: makeFile }),
  route(contract.listFiles, { permission: read, action: listFiles }),
  route(contract.downloadFile, { permission: read, action: downloadFile }),
  route(contract.withdrawFile, { permission: follow, action: withdrawFile }),
  route(contract.remakeFile, { permission: follow, action: remakeFile }),
  route(contract.previewReturn, { permission: follow, readsOnly: true, action: previewReturn }),
  route(contract.importReturn, { permission: follow, action: importReturn }),
  route(contract.listReturns, { permission: read, action: listReturns }),
  route(contract.readReturnFile, { permission: read, action: readReturnFile }),
  route(contract.downloadReturn, { permission: read, action: downloadReturn }),
  route(contract.replayReturn, { permission: follow, action: replayReturn }),
  route(contract.listQuarantine, { permission: read, action: listQuarantine }),
  route(contract.dismissLine, { permission: follow, action: dismissLine }),
  route(contract.readFacturX, { permission: read, action: readFacturX }),
];

async function readExchange(ctx: Context<Tables>) {
  return { settings: await exchangeOf(ctx), ...(await countWaiting(ctx)), quarantine: await countQuarantine(ctx) };
}
