// SPDX-License-Identifier: EUPL-1.2
import { XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm';

/** What this Treasury knows of its collectivity, and what it has received. */
export type Treasury = { codique: string; codCol: string; codBud: string; seen: Set<string> };

/** What becomes of a titre once taken in charge. */
export type Fate = { paidCents?: number; paidOn?: string; rejected?: string };

export type Answer = { acquit: string; retour: string | null };

type Titre = { number: string; type: string; nature: string; lines: { id: string; net: string; vat: string | null; cents: number }[] };
type Bordereau = { number: string; exercice: string; type: string; titres: Titre[]; faults: Anomaly[] };
type Anomaly = { code: string; says: string; titre?: string };

/** Answers to a PES Aller; files in ISO-8859-1. `fate` says what happens to each titre that is accepted. */
export function answerPes(file: Uint8Array, treasury: Treasury, today: string, fate: (titre: string) => Fate = () => ({})): Answer {
  const text = Buffer.from(file).toString('latin1');
  if (!/^<\?xml[^>]*encoding="ISO-8859-1"/.test(text))
    return { acquit: acquit(null, treasury, today, [technical('ERREUR_ENCODING', 'Encodage attendu : ISO-8859-1')]), retour: null };
  const root = parse(file);
  if (!root) return { acquit: acquit(null, treasury, today, [technical('ERREUR_SCHEMA_INCOMPLET', 'Flux illisible')]), retour: null };
  const header = child(root, 'EnTetePES');
  if (v(header, 'IdPost') !== treasury.codique)
    return { acquit: acquit(root, treasury, today, [technical('ERREUR_CODIQUE', 'Codique inconnu')]), retour: null };
  if (v(header, 'CodCol') !== treasury.codCol || v(header, 'CodBud') !== treasury.codBud)
    return { acquit: acquit(root, treasury, today, [technical('ERREUR_CODE_COLLECTIVITE_BUDGET', 'Collectivité ou budget inconnu')]), retour: null };
  const bordereaux = children(child(root, 'PES_RecetteAller'), 'Bordereau').map((one) => received(one, treasury));
  const accepted = bordereaux.filter(({ faults }) => faults.length === 0);
  return {
    acquit: acquit(root, treasury, today, bordereaux.map(element)),
    retour: accepted.length > 0 ? retour(root, treasury, today, accepted, fate) : null,
  };
}

function received(of: XmlElement, treasury: Treasury): Bordereau {
  const block = child(of, 'BlocBordereau');
  const [number, exercice] = [v(block, 'IdBord') ?? '', v(block, 'Exer') ?? ''];
  const titres = children(of, 'Piece').map(titreOf);
  const faults: Anomaly[] = [];
  const isNew = (key: string) => !treasury.seen.has(key);
  if (!isNew(`${exercice}/B${number}`)) faults.push({ code: 'ERREUR_DOUBLON_BORDEREAU', says: `Bordereau ${number} déjà reçu` });
  for (const titre of titres)
    if (!isNew(`${exercice}/T${titre.number}`))
      faults.push({ code: 'ERREUR_DOUBLON_PIECE', says: `Titre ${titre.number} déjà reçu`, titre: titre.number });
  const total = titres.flatMap(({ lines }) => lines).reduce((sum, { cents }) => sum + cents, 0);
  const said = toCents(v(block, 'MtBordHt')) + toCents(v(block, 'MtBordTVA'));
  if (total !== said) faults.push({ code: 'ERREUR_CUMUL_MONTANTS', says: 'Cumul des lignes différent du montant du bordereau' });
  if (Number(v(block, 'NbrPce')) !== titres.length) faults.push({ code: 'ERREUR_TAILLE_PIECE', says: 'Nombre de pièces différent de NbrPce' });
  if (faults.length === 0) for (const key of [`B${number}`, ...titres.map((titre) => `T${titre.number}`)]) treasury.seen.add(`${exercice}/${key}`);
  return { number, exercice, type: v(block, 'TypBord') ?? '', titres, faults };
}

function titreOf(piece: XmlElement): Titre {
  const block = child(piece, 'BlocPiece');
  return {
    number: v(block, 'IdPce') ?? '',
    type: v(block, 'TypPce') ?? '',
    nature: v(block, 'NatPce') ?? '',
    lines: children(piece, 'LigneDePiece').map((line) => {
      const about = child(child(line, 'BlocLignePiece'), 'InfoLignePiece');
      const [net, vat] = [v(about, 'MtHT') ?? '0', v(about, 'MtTVA')];
      return { id: v(about, 'IdLigne') ?? '1', net, vat, cents: toCents(net) + toCents(vat) };
    }),
  };
}

function heading(root: XmlElement | null, treasury: Treasury, today: string, kind: 'acquit' | 'retour'): string {
  const from = child(root, 'EnTetePES');
  const name = v(child(child(root, 'Enveloppe'), 'Parametres'), 'NomFic') ?? 'inconnu.xml';
  const type = kind === 'acquit' ? 'PESACQ1' : 'PES2R';
  return (
    `<Enveloppe><Parametres>${e('Version', '2')}${e('TypFic', type)}${e('NomFic', name)}</Parametres>` +
    `<Emetteur>${e('Sigle', 'HELIOS (simulateur)')}${e('Adresse', 'Simulateur')}</Emetteur></Enveloppe>` +
    `<EnTetePES>${e('DteStr', today)}${e('IdPost', treasury.codique)}${e('IdColl', v(from, 'IdColl') ?? '00000000000001')}` +
    `${e(kind === 'acquit' ? 'CodCol' : 'CodColl', treasury.codCol)}${e('CodBud', treasury.codBud)}</EnTetePES>`
  );
}

function acquit(root: XmlElement | null, treasury: Treasury, today: string, elements: readonly string[]): string {
  const inside = `${heading(root, treasury, today, 'acquit')}<ACQUIT><EnTeteAcquit>${e('IdVer', '2')}</EnTeteAcquit>${elements.join('')}</ACQUIT>`;
  return `<?xml version="1.0" encoding="ISO-8859-1"?>\n<n:PES_ACQUIT xmlns:n="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/retour/v2">${inside}</n:PES_ACQUIT>`;
}

function technical(code: string, says: string): string {
  return `<ElementACQUIT>${e('DomaineAck', '0')}${e('EtatAck', '0')}${error({ code, says })}</ElementACQUIT>`;
}

function element({ number, exercice, faults }: Bordereau): string {
  const own = faults.filter(({ titre }) => !titre).map(error);
  const pieces = faults.flatMap((fault) => (fault.titre ? [`<DetailPiece>${e('NumPiece', fault.titre)}${error(fault)}</DetailPiece>`] : []));
  const state = faults.length === 0 ? '1' : '0';
  return `<ElementACQUIT>${e('DomaineAck', '6')}${e('EtatAck', state)}${e('NumBord', number)}${e('ExerciceBord', exercice)}${own.join('')}${pieces.join('')}</ElementACQUIT>`;
}

function error({ code, says }: Anomaly): string {
  return `<Erreur>${e('NumAnoAck', code)}${e('LibelleAnoAck', says)}</Erreur>`;
}

function retour(root: XmlElement, treasury: Treasury, today: string, bordereaux: readonly Bordereau[], fate: (titre: string) => Fate): string {
  const inside = bordereaux.map(
    ({ number, exercice, type, titres }) =>
      `<Bordereau><BlocBordereau>${e('Exer', exercice)}${e('IdBord', number)}${e('TypBord', type)}</BlocBordereau>` +
      `${titres.map((titre) => piece(titre, fate(titre.number), today)).join('')}</Bordereau>`,
  );
  return (
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<n:PES_Retour xmlns:n="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/retour">' +
    `${heading(root, treasury, today, 'retour')}<PES_RecetteRetour><EnTeteRecette>${e('TypRestit', '01')}${e('IdVer', '2')}${e('NatInf', '2')}</EnTeteRecette>` +
    `${inside.join('')}</PES_RecetteRetour></n:PES_Retour>`
  );
}

function piece({ number, type, nature, lines }: Titre, { paidCents = 0, paidOn, rejected }: Fate, today: string): string {
  let left = rejected ? 0 : paidCents;
  const state = rejected ? e('EtatPce', '04') + e('ObsEtat', rejected) + e('DtePceRej', today) : e('DtePcePec', today) + e('EtatPce', '02');
  const written = lines.map(({ id, net, vat, cents }) => {
    const paid = Math.min(left, cents);
    left -= paid;
    const lineState = rejected ? '01' : paid === cents ? '05' : '04';
    const payment =
      paid > 0
        ? `<EncaissementEmargement>${e('OrgEma', '02')}${e('DteReco', paidOn ?? today)}${e('MtReco', (paid / 100).toFixed(2))}</EncaissementEmargement>`
        : '';
    return (
      `<LigneDePiece><BlocLignePiece><InfoLignePiece>${e('IdLigne', id)}${e('EtatLigPce', lineState)}${e('MtHT', net)}${vat ? e('MtTVA', vat) : ''}` +
      `</InfoLignePiece></BlocLignePiece>${payment}</LigneDePiece>`
    );
  });
  return `<Piece><BlocPiece>${e('IdPce', number)}${e('TypPce', type)}${e('NatPce', nature)}${state}</BlocPiece>${written.join('')}</Piece>`;
}

function e(name: string, value: string): string {
  const safe = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<${name} V="${safe}"/>`;
}

function parse(file: Uint8Array): XmlElement | null {
  try {
    return XmlDocument.fromBuffer(file).root;
  } catch (error_) {
    if (error_ instanceof XmlParseError) return null;
    throw error_;
  }
}

function children(of: XmlElement | null, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = of?.firstChild ?? null; node; node = node.next) if (node instanceof XmlElement && node.name === name) found.push(node);
  return found;
}

function child(of: XmlElement | null, name: string): XmlElement | null {
  return children(of, name)[0] ?? null;
}

function v(of: XmlElement | null, name: string): string | null {
  return child(of, name)?.attrs.find((one) => one.name === 'V')?.value ?? null;
}

function toCents(amount: string | null): number {
  return Math.round(Number(amount ?? 0) * 100);
}
