// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '../http/contract.ts';

export const { refusals: blobRefusals, refuse } = defineRefusals({
  'blobs.unknown': { status: 404, says: 'Ce fichier n’existe pas ou n’existe plus.' },
  'blobs.range': { status: 416, says: 'La partie demandée dépasse la fin du fichier, qui compte {size} octets.' },
  'blobs.other-content': { status: 400, says: 'Le contenu reçu n’est pas celui qui était annoncé : rien n’a été enregistré. Envoyez-le de nouveau.' },
  'blobs.no-room': { status: 507, says: 'L’espace de stockage est plein : le fichier n’a pas été enregistré. Signalez-le à votre opérateur.' },
});
