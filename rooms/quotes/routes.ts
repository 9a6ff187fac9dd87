// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { route } from '#platform/room.ts';
import { answerReceived } from './answer-received.ts';
import { priceQuote } from './calculate.ts';
import { changeQuote } from './change-quote.ts';
import * as contract from './contract.ts';
import { decideApproval } from './decide-approval.ts';
import { draftQuote } from './draft-quote.ts';
import { findBodies, readTerritory } from './find-bodies.ts';
import { exportQuotes, listQuotes } from './list-quotes.ts';
import { offeredItems } from './offered-items.ts';
import { openLink, revokeLink } from './open-link.ts';
import { quoteRequestSchema } from './pricing/request-schema.ts';
import { printQuote } from './print-quote.ts';
import { readQuote, readVersion } from './read-quote.ts';
import { listReceived, readReceived } from './received.ts';
import { answerAsRecipient, recipientPdf, showToRecipient } from './recipient/answer-as-recipient.ts';
import { recordAnswer } from './record-answer.ts';
import { replaceQuote } from './replace-quote.ts';
import { sendQuote } from './send-quote.ts';
import { setSettings, settingsOf } from './settings.ts';
import { showOperators } from './simulator/show-operators.ts';
import { showSearch } from './simulator/show-search.ts';
import { simulate } from './simulator/simulate.ts';
import { submitQuote } from './submit-quote.ts';
import { withdrawQuote } from './withdraw-quote.ts';

// The reference shows the whole request; the engine reads it, because its refusals name the fault in words.
const { operator: _, ...requestShape } = quoteRequestSchema.shape;
const described = z.record(z.string(), z.unknown()).meta(z.toJSONSchema(z.object(requestShape), { io: 'input', unrepresentable: 'any' }));

const price = { ...contract.priceQuote, body: described };
const perAddress = { most: 300, seconds: 60, per: 'address' } as const;

export const routes = [
  route(price, { permission: 'public', withoutTransaction: true, readsOnly: true, action: priceQuote }),
  route(contract.operatorsPage, { permission: 'public', withoutTransaction: true, action: showOperators }),
  route(contract.searchPage, { permission: 'public', limit: perAddress, action: showSearch }),
  route(contract.simulationPage, { permission: 'public', withoutTransaction: true, action: simulate }),

  route(contract.recipientPage, { permission: 'public', withoutTransaction: true, limit: perAddress, action: showToRecipient }),
  route(contract.answerAsRecipient, { permission: 'public', withoutTransaction: true, limit: perAddress, action: answerAsRecipient }),
  route(contract.recipientPdf, { permission: 'public', withoutTransaction: true, limit: perAddress, action: recipientPdf }),

  route(contract.offeredItems, { permission: 'quotes.write', withoutTransaction: true, action: offeredItems }),
  route(contract.findBodies, { permission: 'quotes.write', action: findBodies }),
  route(contract.readTerritory, { permission: 'quotes.write', withoutTransaction: true, action: readTerritory }),
  route(contract.readSettings, { permission: 'quotes.read', action: settingsOf }),
  route(contract.changeSettings, { permission: 'quotes.set-up', action: setSettings }),
  route(contract.listReceived, { permission: 'quotes.read-received', action: listReceived }),
  route(contract.answerReceived, { permission: 'quotes.answer-received', withoutTransaction: true, action: answerReceived }),
  route(contract.readReceived, { permission: 'quotes.read-received', action: readReceived }),
  route(contract.exportQuotes, { permission: 'quotes.read', action: exportQuotes }),
  route(contract.listQuotes, { permission: 'quotes.read', action: listQuotes }),
  route(contract.draftQuote, { permission: 'quotes.write', action: draftQuote }),
  route(contract.readQuote, { permission: 'quotes.read', action: readQuote }),
  route(contract.readVersion, { permission: 'quotes.read', action: readVersion }),
  route(contract.printQuote, { permission: 'quotes.read', action: printQuote }),
  route(contract.changeQuote, { permission: 'quotes.write', action: changeQuote }),
  route(contract.submitQuote, { permission: 'quotes.write', action: submitQuote }),
  route(contract.decideApproval, { permission: 'quotes.approve', action: decideApproval }),
  route(contract.sendQuote, { permission: 'quotes.write', action: sendQuote }),
  route(contract.openLink, { permission: 'quotes.write', action: openLink }),
  route(contract.revokeLink, { permission: 'quotes.write', action: revokeLink }),
  route(contract.recordAnswer, { permission: 'quotes.write', action: recordAnswer }),
  route(contract.withdrawQuote, { permission: 'quotes.write', action: withdrawQuote }),
  route(contract.replaceQuote, { permission: 'quotes.write', action: replaceQuote }),
];
