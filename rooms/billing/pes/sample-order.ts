// SPDX-License-Identifier: EUPL-1.2
/** An invented order of titres, for tests and for the simulator's. */
import { sampleDocument } from '../factur-x/sample-documents.ts';
import { usualTriplets, type PesOrder, type PesSettings } from './order.ts';

export const sampleSettings: PesSettings = {
  codique: '033099',
  siret: '25330000100018',
  codCol: '123',
  codBud: '00',
  budgetLabel: 'Budget principal',
  emitter: { sigle: 'SMESSAI', address: '1 place de l’Essai' },
  codProdLoc: 'NUM1',
  nature: '7588',
  fonction: '020',
  edition: 'none',
  triplets: usualTriplets,
  centre: { name: 'Service de gestion comptable d’essai', address: { line: '2 rue du Trésor', postcode: '33000', city: 'Bordeaux' } },
};

/** Two bordereaux of three pieces each. */
export function sampleOrder(settings: Partial<PesSettings> = {}, kind: 'facture' | 'avoir' = 'facture'): PesOrder {
  const piece = (seed: number, titre: number) => ({
    document: sampleDocument(seed, { kind, regime: seed % 2 === 0 ? 'exempt' : 'mixed' }),
    titre,
    reduces: kind === 'avoir' ? { exercice: 2026, titre: 41 } : null,
  });
  return {
    settings: { ...sampleSettings, ...settings },
    sequence: 1,
    madeOn: '2026-11-21',
    bordereaux: [
      { number: 11, exercice: 2026, emittedOn: '2026-11-21', pieces: [piece(1, 101), piece(2, 102), piece(3, 103)] },
      { number: 12, exercice: 2026, emittedOn: '2026-11-21', pieces: [piece(4, 104), piece(5, 105), piece(6, 106)] },
    ],
  };
}
