// SPDX-License-Identifier: EUPL-1.2
/** Two made-up subjects against which a template is tried before it is kept: one where all is known, one where nothing is yet. */
import { kindsOfDocument, type DocumentKind } from './document-kinds.ts';
import type { Subject, SubjectBody } from './subject.ts';

const operator: SubjectBody = { id: 'operator', name: 'Syndicat d’exemple', kind: 'syndicat', siren: '200000001', representative: null };
const territory: SubjectBody = { id: 'territory', name: 'CC d’exemple', kind: 'cc', siren: '200000002', representative: null };
const commune: SubjectBody = { id: 'commune', name: 'Commune d’exemple', kind: 'commune', siren: '210000003', representative: null };

/** Nothing but the quote is known. */
export function blankSubject(document: DocumentKind): Subject {
  const { dossierType } = kindsOfDocument[document];
  const payer = ['adhesions.package', 'adhesions.rider'].includes(dossierType) ? commune : territory;
  return {
    number: 'ADH-2026-0001',
    operator,
    payer,
    beneficiary: dossierType === 'adhesions.adhesion' ? territory : commune,
    quote: { number: 'D-2026-0001', digest: null },
    edition: { label: 'Édition d’exemple', act: null, content: null },
    years: [{ netCents: 100_000, vat: [], payableCents: 100_000 }],
    lines: [{ label: 'Participation', beneficiary: payer.name, treatment: 'exempt', yearsCents: [100_000], isToConfirm: false }],
    services: [],
    members: [],
    volume: null,
    startsOn: '2027-01-01',
    endsOn: null,
    noticeMonths: 3,
    rider:
      dossierType === 'adhesions.rider' ? { number: 'AV-2026-0001', convention: 'CF-2026-0001', kind: 'add', offers: ['Option'], reason: '' } : null,
    recount: null,
    facts: {},
  };
}

/** The path is over: every date and figure is known. */
export function fullSubject(document: DocumentKind): Subject {
  const blank = blankSubject(document);
  const known = (body: SubjectBody): SubjectBody => ({ ...body, representative: 'Camille Exemple, Présidente' });
  return {
    ...blank,
    operator: known(operator),
    payer: known(blank.payer),
    beneficiary: known(blank.beneficiary),
    quote: { number: 'D-2026-0001', digest: '0'.repeat(64) },
    edition: { ...blank.edition, act: 'acte n° 1' },
    years: [{ netCents: 100_000, vat: [{ rateBps: 2_000, vatCents: 20_000 }], payableCents: 120_000 }],
    services: ['Sauvegarde externalisée', 'Parapheur électronique'],
    members: ['Commune d’exemple', 'Autre commune d’exemple'],
    volume: '1 To',
    endsOn: '2029-12-31',
    facts: {
      commissionOn: '2026-09-01',
      commissionOpinion: 'favourable',
      bureauOn: '2026-09-15',
      bureauOpinion: 'unfavourable',
      convenedOn: '2026-10-01',
      sessionOn: '2026-10-15',
      number: 'D2026-37',
      votedOn: '2026-10-15',
      vote: { inOffice: 30, present: 23, represented: 5, for: 20, against: 6, abstained: 2, isSecret: true },
      identifier: '033-200000002-20261016-D2026-37-DE',
      receivedOn: '2026-10-16',
      publishedOn: '2026-10-17',
    },
  };
}
