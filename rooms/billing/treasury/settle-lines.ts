// SPDX-License-Identifier: EUPL-1.2
import { formatEuros } from '#platform/money/euros.ts';
import type { Addressee, ReturnedLine, ReturnReading } from './returned-line.ts';

export type KnownDocument = {
  id: string;
  number: string;
  year: number;
  restCents: number;
  titre: string | null;
  exercice: number | null;
  /** The accountant rejected its titre, and nobody has dealt with it. */ isRejected?: boolean;
  /** Avoirs took all of it back. */ isCredited?: boolean;
};

export type Known = {
  operator: Addressee;
  documents: readonly KnownDocument[];
  /** `<document id>/<reference>` of payments that are recorded already. */ payments: ReadonlySet<string>;
  /** `<exercice>/<titre>` of titres that were rejected before. */ rejections?: ReadonlySet<string>;
  /** An acquittement tells what the transport refused, everything else what the accountant did. */ form?: Read['form'];
  /** Stands for the day of a titre that gives none. */ today: string;
};

export type ReturnAct =
  | { kind: 'titre'; documentId: string; titre: string; bordereau: string; exercice: number; on: string }
  | { kind: 'rejection'; documentId: string; on: string; reason: string }
  | { kind: 'payment'; documentId: string; amountCents: number; on: string; reference: string };

/** `apply`: to be recorded; `note`: says something, changes nothing; `known`: recorded before; `refuse`: for a person to look at. */
export type Settled = { line: ReturnedLine; document: string | null } & (
  | { verdict: 'apply'; act: ReturnAct; says: string }
  | { verdict: 'note' | 'known' | 'refuse'; says: string }
);

type Read = Extract<ReturnReading, { status: 'read' }>;

/** Why the whole file is not for this operator, in French; null when it may be. A file that names nobody may be for it. */
export function misaddressed({ addressee }: Pick<Read, 'addressee'>, { operator }: Pick<Known, 'operator'>): string | null {
  if (!addressee) return null;
  const differ = (theirs: string | null, ours: string | null) => theirs !== null && ours !== null && theirs !== ours;
  if (differ(addressee.siret, operator.siret))
    return `Ce retour est pour un autre opérateur : SIRET ${addressee.siret}, le vôtre est ${operator.siret}.`;
  if (differ(addressee.codCol, operator.codCol))
    return `Ce retour est pour une autre collectivité : code ${addressee.codCol}, le vôtre est ${operator.codCol}.`;
  if (differ(addressee.codBud, operator.codBud))
    return `Ce retour est pour un autre budget : code ${addressee.codBud}, le vôtre est ${operator.codBud}.`;
  return null;
}

/** Judges each line of a return, in the order of the file, as if those before it had been recorded. Changes nothing. */
export function settleLines(lines: readonly ReturnedLine[], known: Known): Settled[] {
  const state: State = {
    today: known.today,
    operator: known.operator.siret,
    byNumber: new Map(known.documents.map((one) => [folded(one.number), { ...one }])),
    byTitre: new Map(),
    payments: new Set(known.payments),
    rejections: known.rejections ?? new Set(),
    isAcquit: known.form === 'acquit',
  };
  for (const one of state.byNumber.values()) if (one.titre !== null) state.byTitre.set(titreKey(one.exercice, one.titre), one);
  return lines.map((line) => settle(line, state));
}

type State = {
  today: string;
  operator: string | null;
  byNumber: Map<string, KnownDocument>;
  byTitre: Map<string, KnownDocument>;
  payments: Set<string>;
  rejections: ReadonlySet<string>;
  isAcquit: boolean;
};

function settle(line: ReturnedLine, state: State): Settled {
  if (line.what === 'unreadable') return { line, document: line.document, verdict: 'refuse', says: line.says };
  if (line.operator !== null && state.operator !== null && line.operator !== state.operator)
    return { line, document: line.document, verdict: 'refuse', says: `La ligne est pour un autre opérateur (SIRET ${line.operator}).` };
  if (line.what === 'acknowledged') return { line, document: null, verdict: 'note', says: `Bordereau ${line.bordereau ?? '?'} : ${line.says}` };
  const document = documentOf(line, state);
  if (line.what === 'rejected' || line.what === 'cancelled')
    return { line, document: document?.number ?? line.document, ...undone(line, document, state) };
  if (!document) return { line, document: line.document, verdict: 'refuse', says: unknown(line) };
  const settled = line.what === 'titre' ? titre(line, document, state) : payment(line, document, state);
  return { line, document: document.number, ...settled };
}

/** What the accountant sent back is recorded; what the transport refused, or what names no document, is for somebody to look at. */
function undone(line: ReturnedLine, document: KnownDocument | null, state: State): Verdict {
  // A rejection may bear on a whole bordereau: it names no document, and is shown all the same.
  const of = line.titre ? `Titre ${line.titre}` : line.bordereau ? `Bordereau ${line.bordereau}` : (line.document ?? 'Fichier entier');
  const says = `${of} ${line.what === 'rejected' ? 'rejeté' : 'annulé'} : ${line.says}`;
  if (line.what === 'cancelled')
    return document?.isCredited ? { verdict: 'note', says: `${says} Un avoir l’annule déjà.` } : { verdict: 'refuse', says };
  if (state.isAcquit) return { verdict: 'refuse', says };
  if (document?.isRejected || (line.titre !== null && state.rejections.has(titreKey(Number(line.exercice), line.titre))))
    return { verdict: 'known', says: `Le rejet du titre ${line.titre ?? document?.titre ?? ''} est déjà enregistré.` };
  if (!document?.titre || (line.titre !== null && titreKey(null, line.titre) !== titreKey(null, document.titre))) return { verdict: 'refuse', says };
  document.isRejected = true;
  return { verdict: 'apply', act: { kind: 'rejection', documentId: document.id, on: line.on ?? state.today, reason: line.says }, says };
}

type Verdict = { verdict: 'apply'; act: ReturnAct; says: string } | { verdict: 'note' | 'known' | 'refuse'; says: string };

function titre(line: ReturnedLine, document: KnownDocument, state: State): Verdict {
  if (line.titre === null) return { verdict: 'refuse', says: 'La ligne ne donne pas de numéro de titre.' };
  const exercice = line.exercice === null ? Number((line.on ?? state.today).slice(0, 4)) : Number(line.exercice);
  if (!Number.isInteger(exercice) || exercice < 2000 || exercice > 2200)
    return { verdict: 'refuse', says: `L’exercice « ${line.exercice} » n’est pas une année.` };
  if (document.titre === line.titre && document.exercice === exercice)
    return { verdict: 'known', says: `Le titre ${line.titre} est déjà enregistré.` };
  if (document.titre !== null) return { verdict: 'refuse', says: `Le document porte déjà le titre ${document.titre} de ${document.exercice}.` };
  const other = state.byTitre.get(titreKey(exercice, line.titre));
  if (other) return { verdict: 'refuse', says: `Le titre ${line.titre} de ${exercice} est déjà celui du document ${other.number}.` };
  document.titre = line.titre;
  document.exercice = exercice;
  state.byTitre.set(titreKey(exercice, line.titre), document);
  const act = {
    kind: 'titre' as const,
    documentId: document.id,
    titre: line.titre,
    bordereau: line.bordereau ?? '',
    exercice,
    on: line.on ?? state.today,
  };
  return { verdict: 'apply', act, says: `Titre ${line.titre}${line.bordereau ? `, bordereau ${line.bordereau}` : ''}, exercice ${exercice}` };
}

function payment(line: ReturnedLine, document: KnownDocument, state: State): Verdict {
  const { amountCents, on } = line;
  if (amountCents === null) return { verdict: 'refuse', says: `Le montant encaissé « ${line.says} » est illisible.` };
  if (amountCents <= 0)
    return { verdict: 'refuse', says: 'Un encaissement est supérieur à zéro : une annulation d’encaissement s’enregistre sur la fiche du document.' };
  if (on === null) return { verdict: 'refuse', says: 'La date d’encaissement manque ou n’est pas une date.' };
  const reference = line.reference ?? `${on}/${amountCents}`;
  const key = `${document.id}/${reference}`;
  if (state.payments.has(key)) {
    const says = line.reference
      ? `L’encaissement ${line.reference} est déjà enregistré : la ligne fait double emploi.`
      : `Un encaissement de ${formatEuros(amountCents)} de ce jour est déjà enregistré : sans référence, rien ne dit que c’en est un autre.`;
    return { verdict: 'refuse', says };
  }
  if (amountCents > document.restCents)
    return {
      verdict: 'refuse',
      says: `Il reste ${formatEuros(document.restCents)} à payer : l’encaissement de ${formatEuros(amountCents)} le dépasse.`,
    };
  state.payments.add(key);
  document.restCents -= amountCents;
  return {
    verdict: 'apply',
    act: { kind: 'payment', documentId: document.id, amountCents, on, reference },
    says: `Encaissement de ${formatEuros(amountCents)}`,
  };
}

function documentOf(line: ReturnedLine, state: State): KnownDocument | null {
  if (line.document !== null) return state.byNumber.get(folded(line.document)) ?? null;
  if (line.titre === null) return null;
  const exercice = line.exercice === null ? null : Number(line.exercice);
  if (exercice !== null) return state.byTitre.get(titreKey(exercice, line.titre)) ?? null;
  // Without its year a titre may be several: only one makes it sure.
  const same = [...state.byTitre.values()].filter((one) => one.titre === line.titre);
  return same.length === 1 ? (same[0] ?? null) : null;
}

function unknown({ document, titre: number, exercice }: ReturnedLine): string {
  if (document !== null) return `Aucun document émis ne porte le numéro « ${document} ».`;
  if (number !== null) return `Aucun document ne porte le titre ${number}${exercice ? ` de ${exercice}` : ''}.`;
  return 'La ligne ne nomme ni document ni titre.';
}

function titreKey(exercice: number | null, titreNumber: string): string {
  return `${exercice ?? ''}/${titreNumber.replace(/^0+(?=\d)/, '')}`;
}

function folded(number: string): string {
  return number.trim().toUpperCase();
}
