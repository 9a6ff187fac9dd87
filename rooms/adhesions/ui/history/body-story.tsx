// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayInWords } from '#ui/format/day.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { RowOf } from '#ui/tables/columns.ts';
import { bodyHistory, membersAsOf } from '../../contract.ts';
import { period } from '../my-adhesion/words.ts';
import classes from '../register/register.module.css';
import { countedWords } from './counted-words.ts';

type Membership = RowOf<typeof membersAsOf>;
type Happening = RowOf<typeof bodyHistory>;

const marks: Readonly<Record<Happening['what'], { label: string; color: string }>> = {
  concluded: { label: 'Conclue', color: 'blue' },
  opens: { label: 'Ouverture', color: 'green' },
  ends: { label: 'Dernier jour', color: 'gray' },
  ended: { label: 'Fin décidée', color: 'red' },
  suspended: { label: 'Suspension', color: 'orange' },
  resumed: { label: 'Rétablie', color: 'green' },
};

/** What a body had on the day of the address, and all that became of it. `conventionsAt` is where its conventions are read. */
export function BodyStory({ bodyId, conventionsAt }: { bodyId: string; conventionsAt: string }) {
  const { query, setQuery } = useAddress();
  const on = query['on'];
  const then = useEndpoint(membersAsOf, { bodyId, size: 100, ...(on && { on }) }, { keepPrevious: true });
  const story = useEndpoint(bodyHistory, { bodyId });
  const error = then.error ?? story.error;
  if (error) return <LoadError error={error} retry={() => void Promise.all([then.refetch(), story.refetch()])} />;
  if (!then.data || !story.data) return <Lines count={6} />;
  return (
    <>
      <div className={classes.days}>
        <DayInput label="Situation au" value={on ?? null} onChange={(day) => setQuery({ on: day ?? undefined })} placeholder="Aujourd’hui" />
      </div>
      <Sections>
        <Section title={`Ce jour-là, le ${dayInWords(then.data.on)}`} isWide>
          {then.data.rows.length === 0 && <p className={classes.quiet}>Elle n’était membre de rien à cette date.</p>}
          {then.data.rows.map((row) => (
            <OnThatDay key={`${row.convention.id} ${row.scope}`} row={row} conventionsAt={conventionsAt} />
          ))}
        </Section>
        <Section title="Depuis sa première adhésion" isWide>
          {story.data.rows.length === 0 && <p className={classes.quiet}>Aucune convention n’a été conclue pour elle.</p>}
          <ul className={classes.list}>
            {story.data.rows.map(({ on: day, what, says, convention, editionLabel, by }, rank) => (
              <li key={`${day} ${what} ${convention.id} ${rank}`}>
                <Badge color={marks[what].color} variant="light" mr={8}>
                  {marks[what].label}
                </Badge>
                <strong>{dayInWords(day)}</strong> : {says}
                <span className={classes.cite}>
                  <HouseLink href={`${conventionsAt}/${convention.id}`}>{convention.number}</HouseLink>, {editionLabel}
                  {by && `, par ${by}`}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      </Sections>
    </>
  );
}

function OnThatDay({ row, conventionsAt }: { row: Membership; conventionsAt: string }) {
  const { convention, editionLabel, since, until, payer, body, why, services, isSuspended, operator } = row;
  return (
    <>
      <Terms
        leavesOut
        rows={[
          ['Auprès de', operator],
          [
            'Convention',
            <HouseLink key="convention" href={`${conventionsAt}/${convention.id}`}>
              {convention.number}
            </HouseLink>,
          ],
          ['Édition', editionLabel],
          ['Membre', period(since, until)],
          ['Payeur', payer.id === body.id ? 'Elle-même' : payer.name],
          ['Dans le tarif', `${countedWords(row).label}. ${why}`],
          ['État', isSuspended ? 'Suspendue : aucun service ne pouvait être utilisé' : null],
        ]}
      />
      {services.length > 0 && (
        <details className={classes.proof}>
          <summary>
            {services.length} service{services.length > 1 ? 's' : ''} ouvert{services.length > 1 ? 's' : ''}
          </summary>
          <ul>
            {services.map((service) => (
              <li key={service}>{service}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
