// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '../http/contract.ts';

export const { refusals: mailRefusals, refuse } = defineRefusals({
  'mail.address': { status: 400, says: 'Cette adresse électronique n’est pas valide.' },
  'mail.unknown': { status: 404, says: 'Ce message n’existe pas ou n’existe plus.' },
});
