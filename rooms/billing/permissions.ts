// SPDX-License-Identifier: EUPL-1.2
import type { Permission } from '#platform/room.ts';

export const permissions: Readonly<Record<string, Permission>> = {
  'billing.read': { forPrograms: true, label: 'Lire la facturation de l’opérateur', roles: ['administrator', 'accountant', 'account-manager'] },
  'billing.prepare': { label: 'Préparer et verrouiller les campagnes, saisir ce qui est à facturer, préparer les avoirs', roles: ['accountant'] },
  'billing.issue': {
    label: 'Émettre les documents d’une campagne ou un avoir préparés par quelqu’un d’autre',
    roles: ['administrator', 'accountant'],
    withheldFromSupport: true,
  },
  'billing.follow-payments': { forPrograms: true, label: 'Enregistrer titres, encaissements, contestations et relances', roles: ['accountant'] },
  'billing.set-up': { label: 'Régler le régime, les séries, le prorata et les échéances de la facturation', roles: ['administrator', 'accountant'] },
  'billing.read-received': {
    label: 'Lire les appels et factures que la collectivité a reçus',
    roles: ['body-administrator', 'dgs', 'secretary', 'president', 'elected'],
  },
  'billing.contest': {
    label: 'Contester un appel ou une facture que la collectivité a reçus',
    roles: ['body-administrator', 'dgs', 'secretary', 'president', 'elected'],
    withheldFromSupport: true,
  },
};
