// SPDX-License-Identifier: EUPL-1.2
import type { LegalFacts } from '../contract/legal.ts';

// 05 36 49 xx xx is kept for works of fiction by the national numbering plan.
const ADDRESS = '1 place de la Démonstration, 00000 Ville d’essai';

/** The contacts that the demonstration invents; they name nobody. */
export const inventedContacts = {
  publisher: { address: ADDRESS, phone: '05 36 49 00 01', email: 'contact@exemple.fr' },
  host: { name: 'Hébergeur de démonstration', address: '2 place de la Démonstration, 00000 Ville d’essai', phone: '05 36 49 00 02' },
  dataProtection: { officer: 'Délégation à la protection des données (démonstration)', email: 'dpo@exemple.fr', address: ADDRESS },
};

/** Whether an invented contact is still there: correcting one line must not pass the others off as true. */
export function keepsInvented({ publisher, host, dataProtection }: LegalFacts): boolean {
  const { address, phone, email } = publisher;
  const same = (given: Readonly<Record<string, string | null>>, invented: Readonly<Record<string, string>>): boolean =>
    Object.entries(invented).some(([name, value]) => given[name] === value);
  return (
    same({ address, phone, email }, inventedContacts.publisher) ||
    same(host, inventedContacts.host) ||
    same(dataProtection, inventedContacts.dataProtection)
  );
}
