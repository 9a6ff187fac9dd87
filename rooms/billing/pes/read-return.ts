// SPDX-License-Identifier: EUPL-1.2
import { find, findAll, readXml, type Read } from '../xml/read-xml.ts';
import { nothingSaid, type Addressee, type ReturnedLine, type ReturnReading } from '../treasury/returned-line.ts';
import { explainAnomaly } from './ack-words.ts';

/** Larger ones are no return of ours, and would hold the server. */
const mostBytes = 100_000_000;

/**
 * Reads a PES acquittement or a PES retour of recettes, whatever its version and prefixes: strict on what we emit, lenient on what we receive.
 * Never throws on what the file holds; what cannot be read is said in French.
 */
export function readPesReturn(file: Uint8Array): ReturnReading {
  if (file.length === 0) return { status: 'broken', says: 'Le fichier est vide.', remarks: [] };
  if (file.length > mostBytes) return { status: 'broken', says: 'Le fichier dépasse 100 Mo.', remarks: [] };
  const { root, remarks, says } = open(file);
  if (!root) return { status: 'broken', says, remarks };
  const common = { status: 'read' as const, answers: v(find(root, 'Enveloppe', 'Parametres'), 'NomFic'), addressee: addresseeOf(root), remarks };
  if (root.name === 'PES_ACQUIT') {
    const elements = findAll(find(root, 'ACQUIT'), 'ElementACQUIT');
    if (elements.length === 0) return { status: 'broken', says: 'L’acquittement ne porte sur aucun élément.', remarks };
    return { ...common, form: 'acquit', lines: elements.flatMap(acquitted) };
  }
  if (root.name === 'PES_Retour') {
    const bordereaux = findAll(find(root, 'PES_RecetteRetour'), 'Bordereau');
    if (bordereaux.length === 0) return { status: 'broken', says: 'Le retour ne porte sur aucun titre de recettes.', remarks };
    return { ...common, form: 'pes-retour', lines: bordereaux.flatMap(returned) };
  }
  return {
    status: 'broken',
    says: `Le fichier est un « ${root.name} » : un acquittement (PES_ACQUIT) ou un retour (PES_Retour) est attendu.`,
    remarks,
  };
}

/** A file often says one encoding and is in another: it is then read as Windows-1252, and a remark says so. */
function open(file: Uint8Array): { root: Read | null; remarks: string[]; says: string } {
  const reading = readXml(file);
  if ('root' in reading) return { root: reading.root, remarks: [], says: '' };
  const text = new TextDecoder('windows-1252').decode(file).replace(/^(?:\ufeff|ï»¿)?\s*<\?xml[^>]*\?>/, '');
  const again = readXml(new TextEncoder().encode(text));
  if ('root' in again)
    return { root: again.root, remarks: ['Le fichier n’est pas dans l’encodage qu’il annonce : il a été lu en Windows-1252.'], says: '' };
  return { root: null, remarks: [], says: reading.fault };
}

function addresseeOf(root: Read): Addressee | null {
  const heading = find(root, 'EnTetePES');
  // PES_Retour spells it CodColl.
  return heading && { siret: v(heading, 'IdColl'), codCol: v(heading, 'CodCol') ?? v(heading, 'CodColl'), codBud: v(heading, 'CodBud') };
}

function acquitted(element: Read): ReturnedLine[] {
  const where = { bordereau: v(element, 'NumBord'), exercice: v(element, 'ExerciceBord') };
  const isAccepted = ['1', 'true'].includes(v(element, 'EtatAck') ?? '');
  const pieces = findAll(element, 'DetailPiece').flatMap((piece) => {
    const errors = [...findAll(piece, 'Erreur'), ...findAll(piece, 'DetailLigne').flatMap((line) => findAll(line, 'Erreur'))];
    return errors.length === 0 ? [] : [rejection(piece, { ...where, titre: v(piece, 'NumPiece') }, errors)];
  });
  const own = findAll(element, 'Erreur');
  if (own.length > 0) return [rejection(element, where, own), ...pieces];
  if (pieces.length > 0) return pieces;
  if (isAccepted) return [{ ...nothingSaid, ...where, line: element.line, what: 'acknowledged', says: 'Accepté par Hélios.' }];
  return [rejection(element, where, [])];
}

function rejection(at: Read, where: Partial<ReturnedLine>, errors: readonly Read[]): ReturnedLine {
  const says = errors.map((error) => explainAnomaly(v(error, 'NumAnoAck'), v(error, 'LibelleAnoAck')));
  return { ...nothingSaid, ...where, line: at.line, what: 'rejected', says: says.join(' ') || explainAnomaly(null, null) };
}

function returned(bordereau: Read): ReturnedLine[] {
  const block = find(bordereau, 'BlocBordereau');
  const where = { bordereau: v(block, 'IdBord'), exercice: v(block, 'Exer') };
  return findAll(bordereau, 'Piece').flatMap((piece) => {
    const about = find(piece, 'BlocPiece');
    const titre = { ...where, titre: v(about, 'IdPce') };
    const payments = findAll(piece, 'LigneDePiece').flatMap((line) =>
      findAll(line, 'EncaissementEmargement').flatMap((one, rank) =>
        payment(one, titre, v(find(line, 'BlocLignePiece', 'InfoLignePiece'), 'IdLigne') ?? '1', rank),
      ),
    );
    return [...stateOf(piece, about, titre), ...payments];
  });
}

function stateOf(piece: Read, about: Read | null, titre: Partial<ReturnedLine>): ReturnedLine[] {
  const said = { ...nothingSaid, ...titre, line: piece.line };
  const words = [v(about, 'ObsEtat'), v(about, 'Commentaire')].filter((part) => part !== null).join(' ');
  const state = v(about, 'EtatPce');
  if (state === '02' || state === '03') return [{ ...said, what: 'titre', on: v(about, 'DtePcePec'), says: words }];
  if (state === '04') return [{ ...said, what: 'rejected', on: v(about, 'DtePceRej'), says: words || 'Titre rejeté par le comptable, sans motif.' }];
  if (state === '05') return [{ ...said, what: 'cancelled', on: v(about, 'DtePceRej'), says: words || 'Titre annulé par le comptable.' }];
  return [];
}

// Origins that bring money (TOrgEma): before the titre, on it, by file, over the internet. Reductions, non-values and costs do not.
const brings = new Set(['01', '02', '03', '10']);

function payment(of: Read, titre: Partial<ReturnedLine>, ligne: string, rank: number): ReturnedLine[] {
  if (!brings.has(v(of, 'OrgEma') ?? '')) return [];
  const on = v(of, 'DteReco');
  const amount = v(of, 'MtReco');
  const reference = [titre.exercice, titre.titre, ligne, on, amount, rank + 1].join('/');
  return [{ ...nothingSaid, ...titre, line: of.line, what: 'payment', on, amountCents: cents(amount), reference, says: '' }];
}

/** `12.3` is 1 230 cents; null when it is no amount. */
function cents(amount: string | null): number | null {
  return amount !== null && /^[+-]?\d{1,12}(\.\d{1,2})?$/.test(amount) ? Math.round(Number(amount) * 100) : null;
}

function v(of: Read | null, name: string): string | null {
  const said = find(of, name)?.attributes['V']?.trim();
  return said === undefined || said === '' ? null : said;
}
