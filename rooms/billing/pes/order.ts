// SPDX-License-Identifier: EUPL-1.2
import type { BillingDocument } from '../document.ts';

/** How the accountant's software knows the operator: set once, as the trésorerie gave it. */
export type PesSettings = {
  /** Codique of the poste comptable: 6 or 7 digits. */ codique: string;
  /** SIRET of the budget. */ siret: string;
  /** « Code collectivité » in Hélios: 3 digits. */ codCol: string;
  /** « Code budget »: 2 characters. */ codBud: string;
  budgetLabel: string;
  emitter: { sigle: string; address: string };
  /** Local code of the product: 1 to 4 letters or digits. */ codProdLoc: string;
  /** Used where a family of lines has none of its own. */ nature: string;
  fonction: string;
  /** `none`: no notice; `04`: notice that the DGFiP does not treat; `02`: notice for public debtors (ASAP, Chorus Pro). */
  edition: 'none' | '04' | '02';
  /** Triplets of the annex that the trésorerie confirms: kind of bordereau, of piece, nature of the piece. */
  triplets: { titre: Triplet; reduction: Triplet };
  /** Needed by an ASAP. */
  centre: { name: string; address: { line: string; postcode: string; city: string } } | null;
};

export type Triplet = { bordereau: string; piece: string; nature: string };

/** Ordinary titre of operation; reduction of a titre. The grid of allowed triplets is not published: the trésorerie confirms. */
export const usualTriplets: PesSettings['triplets'] = {
  titre: { bordereau: '01', piece: '01', nature: '01' },
  reduction: { bordereau: '02', piece: '02', nature: '06' },
};

export type PesPiece = {
  document: BillingDocument;
  /** Number of the titre that the operator gives. */ titre: number;
  /** Titre that an avoir reduces; null otherwise. */ reduces: { exercice: number; titre: number } | null;
};

export type PesBordereau = {
  number: number;
  exercice: number;
  emittedOn: string;
  /** All titres, or all reductions: a bordereau holds one kind. */ pieces: readonly PesPiece[];
};

export type PesOrder = {
  settings: PesSettings;
  /** From 1 each day: part of the file's name, which may never repeat. */ sequence: number;
  madeOn: string;
  bordereaux: readonly PesBordereau[];
};

/** Said wherever such a file is shown. */
export const pesWarnings = [
  'Ce fichier n’est pas signé : le bordereau doit être signé électroniquement avant son envoi, c’est cette signature qui rend les titres exécutoires.',
  'Un fichier conforme au schéma n’est pas pour autant accepté par Hélios : les triplets (type de bordereau, type et nature de pièce) et les imputations sont contrôlés par la trésorerie.',
] as const;
