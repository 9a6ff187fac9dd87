// SPDX-License-Identifier: EUPL-1.2
import { Alert, Card, Text, Title } from '@mantine/core';
import { sentenceOf } from '#ui/api/problem.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { dayInWords, dayRange } from '#ui/format/day.ts';
import type { previewLeave } from '../../contract.ts';
import { inWords } from '../words.ts';
import classes from '../leave.module.css';

export type Previewed = OutputOf<typeof previewLeave>;

type Props = { previewed: Previewed | undefined; error: Error | null; isAsking: boolean };

/** What the absence takes and leaves, who else is away, and what stands in its way. */
export function Preview({ previewed, error, isAsking }: Props) {
  return (
    <Card withBorder component="section" aria-label="Ce que cela prend" aria-busy={isAsking} className={classes.preview}>
      <Title order={2} size="h3" mb="xs">
        Ce que cela prend
      </Title>
      {error && (
        <Alert color="red" role="status">
          {sentenceOf(error)}
        </Alert>
      )}
      {!previewed && !error && <Text c="dimmed">Choisissez les jours : le décompte s’affiche ici.</Text>}
      {previewed && !error && <Figures previewed={previewed} />}
    </Card>
  );
}

function Figures({ previewed }: { previewed: Previewed }) {
  const { days, minutes, unit, drawn, left, splitGain, away, fewest, obstacle, warnings, law } = previewed;
  return (
    <>
      <p className={classes.figure} role="status">
        {unit === 'hour' ? inWords(minutes, 'hour') : inWords(days, 'day')}
      </p>
      {obstacle && (
        <Alert color="red" mt="sm" title="Cette demande serait refusée">
          {obstacle.says}
        </Alert>
      )}
      {warnings.map((says) => (
        <Alert key={says} color="yellow" mt="sm">
          {says}
        </Alert>
      ))}
      {law && (
        <Text size="sm" mt="sm">
          <strong>Ce que donne la loi.</strong> {law}
        </Text>
      )}
      <dl className={classes.facts}>
        {drawn.length > 1 &&
          drawn.map(({ year, amount }) => (
            <div key={year}>
              <dt>Pris sur {year}</dt>
              <dd>{inWords(amount, unit)}</dd>
            </div>
          ))}
        {left !== null && !obstacle && (
          <div>
            <dt>Il resterait</dt>
            <dd>{inWords(left, unit)}</dd>
          </div>
        )}
        {splitGain > 0 && (
          <div>
            <dt>Fractionnement gagné</dt>
            <dd>{inWords(splitGain, 'day')}</dd>
          </div>
        )}
        {fewest && (
          <div>
            <dt>Présents au plus bas, le {dayInWords(fewest.day)}</dt>
            <dd>
              {fewest.present}
              {fewest.minimum > 0 && ` (minimum ${fewest.minimum})`}
            </dd>
          </div>
        )}
      </dl>
      <Title order={3} size="h4" mt="md" mb="xs">
        Absents en même temps
      </Title>
      {away.length === 0 ? (
        <Text c="dimmed">Personne d’autre dans le service.</Text>
      ) : (
        <ul>
          {away.map(({ name, fromOn, untilOn }) => (
            <li key={`${name} ${fromOn}`}>
              {name}, {dayRange(fromOn, untilOn)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
