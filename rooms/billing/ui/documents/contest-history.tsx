// SPDX-License-Identifier: EUPL-1.2
import { List } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { day } from '#ui/format/day.ts';
import { Section } from '#ui/parts/section.tsx';
import { contestVerdictLabels, type readDocument } from '../../contract.ts';

export type Contest = OutputOf<typeof readDocument>['contests'][number];

/** What was contested of a document and what was answered, for both sides. */
export function ContestHistory({ contests }: { contests: readonly Contest[] }) {
  if (contests.length === 0) return null;
  return (
    <Section title={contests.length === 1 ? 'La contestation' : 'Les contestations'} isWide>
      <List>
        {contests.map((contest) => (
          <List.Item key={contest.id}>
            Le {day(contest.onDay)}, {contest.isByPayer ? `par ${contest.byName} pour le payeur` : `notée par ${contest.byName}`} : « {contest.reason}{' '}
            »
            <br />
            {contest.verdict === null || contest.answeredOn === null
              ? 'Sans réponse à ce jour.'
              : `Contestation ${contestVerdictLabels[contest.verdict]} le ${day(contest.answeredOn)} par ${contest.answeredName ?? ''} : « ${contest.answer ?? ''} »`}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
