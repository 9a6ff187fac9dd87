// SPDX-License-Identifier: EUPL-1.2
/** What the software writes itself, in the places that templates keep for it. */
import type { DocxBlock } from '#platform/documents/make-docx.ts';
import { editionBlocks } from '#rooms/catalogue/api.ts';
import { countVote, voteSchema } from '../vote.ts';
import { amountsBlock } from './amounts-block.ts';
import type { BlockName, KindOfDocument } from './document-kinds.ts';
import { assemblyOf, type Subject, type SubjectBody } from './subject.ts';
import { BLANK } from './template/read-template.ts';

/** The content of a protected block; empty when the subject has nothing to say of it. */
export function protectedBlock(name: BlockName, subject: Subject, kind: KindOfDocument): DocxBlock[] {
  const { content } = subject.edition;
  switch (name) {
    case 'montants':
      return amountsBlock(subject);
    case 'vote':
      return [voteTable(subject.facts)];
    case 'services':
      return listed(subject.services, 'Les services du catalogue de l’opérateur.');
    case 'collectivites':
      return listed(subject.members, 'Aucune autre collectivité à ce jour.');
    case 'signatures':
      return [{ kind: 'signatures', places: placesOf(subject, kind) }];
    case 'annexe_contenus':
      return content ? editionBlocks(content, 'contents') : [];
    case 'annexe_tarifs':
      return content ? editionBlocks(content, 'prices') : [];
    case 'annexe_options':
      return content ? editionBlocks(content, 'options') : [];
    case 'annexe_regles':
      return content ? editionBlocks(content, 'rules') : [];
  }
}

/** Who signs a convention, in order: the body that joins, the EPCI that pays, then the operator. */
export function partiesOf({ operator, payer, beneficiary }: Subject, { family }: KindOfDocument): SubjectBody[] {
  if (family === 'deliberation') return [beneficiary];
  return payer.id === beneficiary.id ? [beneficiary, operator] : [beneficiary, payer, operator];
}

/** A deliberation is signed by whoever presides and by the secretary of the session (CGCT, article L. 2121-23). */
function placesOf(subject: Subject, kind: KindOfDocument): string[] {
  if (kind.family === 'convention') return partiesOf(subject, kind).map(place);
  const { kind: body, representative } = subject.beneficiary;
  return [representative ?? `Le ${assemblyOf(body).executive},`, 'Le secrétaire de séance,'];
}

function place({ name, kind, representative }: SubjectBody): string {
  return `Pour ${name}\n${representative ?? `Le ${assemblyOf(kind).executive},`}\nLe ${BLANK}`;
}

function listed(items: readonly string[], otherwise: string): DocxBlock[] {
  return items.length > 0 ? [{ kind: 'list', items }] : [{ kind: 'paragraph', text: otherwise }];
}

function voteTable(facts: Subject['facts']): DocxBlock {
  const read = voteSchema.safeParse(facts['vote']);
  const vote = read.success ? read.data : null;
  const outcome = vote ? countVote(vote) : null;
  const cells: (readonly [string, number | undefined])[] = [
    ['En exercice', vote?.inOffice],
    ['Quorum', outcome?.quorum],
    ['Présents', vote?.present],
    ['Représentés', vote?.represented],
    ['Exprimés', outcome?.cast],
    ['Pour', vote?.for],
    ['Contre', vote?.against],
    ['Abstentions', vote?.abstained],
  ];
  return {
    kind: 'table',
    table: {
      caption: 'Décompte du vote',
      header: cells.map(([label]) => label),
      rows: [cells.map(([, value]) => (value === undefined ? '……' : String(value)))],
      aligns: cells.map(() => 'center' as const),
    },
  };
}
