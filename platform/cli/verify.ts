// SPDX-License-Identifier: EUPL-1.2
import { verifyChain } from '../audit/verify-chain.ts';
import { verifyBlobs } from '../blobs/verify-blobs.ts';
import type { House } from '../house.ts';

const faults = {
  missing: 'les octets ont disparu',
  'wrong-size': 'la taille a changé',
  unreadable: 'le contenu ne s’ouvre plus avec la clé de la collectivité',
  'wrong-digest': 'le contenu a changé',
} as const;

/** Reads the sealed journal and every kept file again, prints what is wrong, and returns 1 if anything is. */
export async function verifyCommand(house: House): Promise<number> {
  const { links, unsealed, breaks } = await verifyChain(house);
  for (const { organisation, position, says } of breaks) console.log(`Rupture : collectivité ${organisation}, maillon ${position} : ${says}.`);
  console.log(`Journal : ${links} maillons relus, ${breaks.length} ruptures, ${unsealed} entrées en attente de scellement.`);
  const damaged = await printDamage(house);
  return breaks.length === 0 && damaged === 0 ? 0 : 1;
}

async function printDamage(house: House): Promise<number> {
  const blobs = verifyBlobs(house);
  let damaged = 0;
  for (;;) {
    const next = await blobs.next();
    if (next.done) {
      console.log(`Fichiers : ${next.value.checked} relus, ${damaged} abîmés.`);
      return damaged;
    }
    damaged++;
    console.log(`Fichier ${next.value.blobId}, collectivité ${next.value.organisationId} : ${faults[next.value.fault]}.`);
  }
}
