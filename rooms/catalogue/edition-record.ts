// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from './edition-schema.ts';
import type { Act, EditionRow, EditionStatus } from './tables.ts';

/** An edition as other rooms see it: who owns it, when it prices, and its whole content. */
export type EditionRecord = {
  readonly id: string;
  readonly operatorId: string;
  readonly key: string;
  readonly label: string;
  readonly status: EditionStatus;
  readonly validFrom: Temporal.PlainDate | null;
  /** Last day, included. */
  readonly validTo: Temporal.PlainDate | null;
  readonly act: Act | null;
  readonly edition: Edition;
};

type Facts = Pick<EditionRow, 'organisation_id' | 'id' | 'key' | 'label' | 'status' | 'act' | 'valid_from' | 'valid_to'>;

/** The record of a row. The columns decide: what the content said of status, days and act while it was a draft gives way. */
export function editionRecord(row: Facts, content: Edition): EditionRecord {
  return {
    id: row.id,
    operatorId: row.organisation_id,
    key: row.key,
    label: row.label,
    status: row.status,
    validFrom: row.valid_from === null ? null : Temporal.PlainDate.from(row.valid_from),
    validTo: row.valid_to === null ? null : Temporal.PlainDate.from(row.valid_to),
    act: row.act,
    edition: {
      ...content,
      key: row.key,
      label: row.label,
      status: row.status,
      act: row.act ?? { known: false, says: 'non communiqué' },
      validity:
        row.valid_from === null
          ? content.validity
          : {
              from: boundary(row.valid_from, content.validity.from, 'Jour enregistré à l’entrée en vigueur.'),
              to: boundary(row.valid_to, content.validity.to, 'Dernier jour enregistré.'),
            },
    },
  };
}

type Boundary = Edition['validity']['from'];

/** The wording that came with the edition holds as long as it speaks of the same day. */
function boundary(day: string | null, said: Boundary, recorded: string): Boundary {
  if (said.day === day) return said;
  if (day === null) return { day, basis: 'not-communicated', says: 'Aucun jour n’est fixé.' };
  return { day, basis: 'recorded', says: recorded };
}
