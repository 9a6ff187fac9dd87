// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import type { LegalFacts } from '../contract/legal.ts';
import type { Tables } from '../tables.ts';
import { changeLegal } from './change-legal.ts';
import { inventedContacts } from './invented.ts';
import { latestVersion } from './read-legal.ts';

type Publisher = { name: string; legalForm: string; directorRole: string };

/** Gives an operator of the demonstration notices that say that they are invented, and name nobody. One that has notices keeps them. */
export function demonstrateLegal(house: House, operatorId: string, publisher: Publisher): Promise<void> {
  return inContext<Tables, void>(house, { actor: { kind: 'job', name: 'Démonstration' }, organisation: operatorId }, async (ctx) => {
    if (await latestVersion(ctx.tx, operatorId)) return;
    await changeLegal(ctx, { basedOn: 0, facts: inventedFacts(publisher, ctx.today()) }, 'demonstration');
  });
}

function inventedFacts(publisher: Publisher, today: Temporal.PlainDate): LegalFacts {
  const { host, dataProtection } = inventedContacts;
  return {
    publisher: { ...publisher, ...inventedContacts.publisher, directorName: null },
    host,
    dataProtection,
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
