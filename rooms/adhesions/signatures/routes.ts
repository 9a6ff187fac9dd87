// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/signatures.ts';
import { listSignatures } from './list-signatures.ts';
import { cancelSignature, prepareSignature, sendSignature } from './prepare-signature.ts';
import { recordSignedCopy, refuseToSign } from './record-signature.ts';

export const signatureRoutes = [
  route(contract.listSignatures, { permission: 'adhesions.read', action: listSignatures }),
  route(contract.prepareSignature, { permission: 'adhesions.act', action: prepareSignature }),
  route(contract.sendSignature, { permission: 'adhesions.act', action: sendSignature }),
  route(contract.cancelSignature, { permission: 'adhesions.act', action: cancelSignature }),
  route(contract.recordSignedCopy, { permission: 'adhesions.act', support: 'refused', action: recordSignedCopy }),
  route(contract.refuseToSign, { permission: 'adhesions.act', support: 'refused', action: refuseToSign }),
];
