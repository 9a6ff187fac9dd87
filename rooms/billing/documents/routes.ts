// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/documents.ts';
import { listLate } from '../standing/list-late.ts';
import { recordPayment } from '../standing/record-payment.ts';
import { recordTitre } from '../standing/record-titre.ts';
import { rejectTitre, sendAgain } from '../standing/reject-titre.ts';
import { remindPayer, reminderLetter } from '../standing/remind-payer.ts';
import { dropCredit, issueCredit, prepareCredit } from './credit.ts';
import { exportLines } from './export-lines.ts';
import { exportDocuments, listDocuments } from './list-documents.ts';
import { printDocument } from './print-document.ts';
import { readDocument } from './read-document.ts';

const read = 'billing.read';
const prepare = 'billing.prepare';
const follow = 'billing.follow-payments';

export const documentRoutes = [
  route(contract.listDocuments, { permission: read, action: listDocuments }),
  route(contract.exportDocuments, { permission: read, action: exportDocuments }),
  route(contract.exportLines, { permission: read, action: exportLines }),
  route(contract.readDocument, { permission: read, action: readDocument }),
  route(contract.printDocument, { permission: read, action: printDocument }),
  route(contract.prepareCredit, { permission: prepare, action: prepareCredit }),
  route(contract.issueCredit, { permission: 'billing.issue', action: issueCredit }),
  route(contract.dropCredit, { permission: prepare, action: dropCredit }),
  route(contract.recordTitre, { permission: follow, action: recordTitre }),
  route(contract.recordPayment, { permission: follow, action: recordPayment }),
  route(contract.rejectTitre, { permission: follow, action: rejectTitre }),
  route(contract.sendAgain, { permission: follow, action: sendAgain }),
  route(contract.listLate, { permission: read, action: listLate }),
  route(contract.remindPayer, { permission: follow, action: remindPayer }),
  route(contract.reminderLetter, { permission: read, action: reminderLetter }),
];
