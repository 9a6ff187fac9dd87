// SPDX-License-Identifier: EUPL-1.2
import type { ExchangeSettings } from '../contract/exchange.ts';
import { checkOrder } from '../pes/check-order.ts';
import type { PesBordereau, PesOrder, PesSettings } from '../pes/order.ts';
import { PesRefused, writePes } from '../pes/write-pes.ts';
import { writeLiquidation } from '../treasury/write-liquidation.ts';
import type { WaitingDocument } from './waiting.ts';

export type FileFault = { where: string; says: string };
export type BuiltFile = { name: string; content: Uint8Array } | { faults: readonly FileFault[] };

/** Numbers of a document in mode B. */
export type Numbered = WaitingDocument & { exercice: number; bordereau: number; titre: number };

/** The liquidation file of mode A, or what keeps it from being written. */
export function buildLiquidation(documents: readonly WaitingDocument[], { liquidation, pes }: ExchangeSettings, name: string): BuiltFile {
  const file = writeLiquidation(
    documents.map(({ content }) => content),
    liquidation,
    { nature: pes.nature, fonction: pes.fonction },
  );
  if ('faults' in file) return { faults: file.faults.map(({ document, says }) => ({ where: document, says })) };
  return { name, content: file.content };
}

export type PesMaking = { settings: ExchangeSettings; siret: string | null; sequence: number; today: string };

/** The PES of mode B, or what keeps it from being written. */
export function buildPes(documents: readonly Numbered[], making: PesMaking): BuiltFile {
  const order = orderOf(documents, making);
  const faults = checkOrder(order);
  if (faults.length > 0) return { faults };
  try {
    return writePes(order);
  } catch (error) {
    if (error instanceof PesRefused) return { faults: error.faults };
    throw error;
  }
}

function orderOf(documents: readonly Numbered[], { settings: { pes }, siret, sequence, today }: PesMaking): PesOrder {
  const bordereaux = new Map<string, Numbered[]>();
  for (const one of documents) {
    const key = `${one.exercice}/${one.bordereau}`;
    bordereaux.set(key, [...(bordereaux.get(key) ?? []), one]);
  }
  return {
    settings: pesSettings(pes, siret),
    sequence,
    madeOn: today,
    bordereaux: [...bordereaux.values()].map((pieces) => bordereauOf(pieces, today)),
  };
}

function bordereauOf(pieces: readonly Numbered[], today: string): PesBordereau {
  const [first] = pieces;
  return {
    number: first?.bordereau ?? 0,
    exercice: first?.exercice ?? 0,
    emittedOn: today,
    pieces: pieces.map(({ content, titre, originalTitre, originalExercice }) => ({
      document: content,
      titre,
      reduces: originalTitre !== null && originalExercice !== null ? { titre: Number(originalTitre), exercice: originalExercice } : null,
    })),
  };
}

function pesSettings(pes: ExchangeSettings['pes'], siret: string | null): PesSettings {
  const { codique, codCol, codBud, budgetLabel, sigle, address, codProdLoc, nature, fonction, edition, triplets, centre } = pes;
  return {
    codique,
    siret: siret ?? '',
    codCol,
    codBud,
    budgetLabel,
    emitter: { sigle, address },
    codProdLoc,
    nature,
    fonction,
    edition,
    triplets,
    centre: centre && { name: centre.name, address: { line: centre.line, postcode: centre.postcode, city: centre.city } },
  };
}
