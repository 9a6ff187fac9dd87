// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/documents.ts';
import { changeTemplate, restoreTemplate } from './change-template.ts';
import { draftDocument } from './draft-document.ts';
import { listDocuments } from './list-documents.ts';
import { listTemplates, readTemplate } from './list-templates.ts';
import { makeDocument } from './make-document.ts';
import { previewTemplate, printPreview } from './preview-template.ts';

const templates = 'adhesions.write-templates';

export const documentRoutes = [
  route(contract.draftDocument, { permission: 'adhesions.read', withoutTransaction: true, action: draftDocument }),
  route(contract.listDocuments, { permission: 'adhesions.read', action: listDocuments }),
  route(contract.makeDocument, { permission: 'adhesions.act', withoutTransaction: true, action: makeDocument }),
  route(contract.listTemplates, { permission: templates, action: listTemplates }),
  route(contract.readTemplate, { permission: templates, action: readTemplate }),
  route(contract.changeTemplate, { permission: templates, withoutTransaction: true, action: changeTemplate }),
  route(contract.restoreTemplate, { permission: templates, withoutTransaction: true, action: restoreTemplate }),
  route(contract.previewTemplate, { permission: templates, readsOnly: true, withoutTransaction: true, action: previewTemplate }),
  route(contract.printPreview, { permission: templates, readsOnly: true, withoutTransaction: true, action: printPreview }),
];
