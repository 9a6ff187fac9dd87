// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { LegalFacts } from '../contract/legal.ts';
import type { Tables } from '../tables.ts';
import { changeLegal } from './change-legal.ts';
import { latestVersion } from './read-legal.ts';

type Publisher = { name: string; legalForm: string; directorRole: string };

/** Gives an operator of the demonstration notices that say that they are invented, and name nobody. One that has notices keeps them. */
export function demonstrateLegal(house: House, operatorId: string, publisher: Publisher): Promise<void> {
  return inContext<Tables, void>(house, { actor: { kind: 'job', name: 'Démonstration' }, organisation: operatorId }, async (ctx) => {
    if (await latestVersion(ctx.tx, operatorId)) return;
    await changeLegal(ctx, { basedOn: 0, facts: inventedFacts(publisher, ctx.today()) }, 'demonstration');
  });
}

// 05 36 49 xx xx is kept for works of fiction by the national numbering plan.
function inventedFacts({ name, legalForm, directorRole }: Publisher, today: Temporal.PlainDate): LegalFacts {
  return {
    publisher: {
      name,
      legalForm,
      address: '1 place de la Démonstration, 00000 Ville d’essai',
      phone: '05 36 49 00 01',
      email: 'contact@exemple.fr',
      directorRole,
      directorName: null,
    },
    host: { name: 'Hébergeur de démonstration', address: '2 place de la Démonstration, 00000 Ville d’essai', phone: '05 36 49 00 02' },
    dataProtection: {
      officer: 'Délégation à la protection des données (démonstration)',
      email: 'dpo@exemple.fr',
      address: '1 place de la Démonstration, 00000 Ville d’essai',
    },
    accessibility: {
      status: 'not-audited',
      auditedOn: null,
      rate: null,
      auditor: null,
      declaredOn: today.toString(),
      contact: null,
      faults: [],
      planAddress: null,
    },
  };
}
