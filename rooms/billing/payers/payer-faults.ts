// SPDX-License-Identifier: EUPL-1.2
import { isSiret } from './siret.ts';

export type KnownPayer = { id: string; name: string; kind: string; siren: string | null; siret: string | null; endedOn: string | null };

/** What keeps a payer from receiving a document, in French sentences; nothing when all is well. Pure. */
export function payerFaults({ name, siren, siret, endedOn }: KnownPayer, today: string): string[] {
  const faults: string[] = [];
  if (endedOn !== null && endedOn <= today) faults.push(`${name} a cessé d’exister le ${Temporal.PlainDate.from(endedOn).toLocaleString('fr-FR')}.`);
  if (siret === null) faults.push('Le SIRET du payeur manque.');
  else if (!isSiret(siret)) faults.push(`Le SIRET ${siret} n’est pas valide.`);
  else if (siren !== null && !siret.startsWith(siren)) faults.push(`Le SIRET ${siret} n’est pas celui du SIREN ${siren}.`);
  return faults;
}
