// SPDX-License-Identifier: EUPL-1.2
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { foreseeMove } from '../contract.ts';
import { filledFacts, type Facts } from './act-values.ts';
import classes from './dossiers.module.css';

type Line = { label: string; value: string; tone?: 'good' | 'bad' | undefined };

/** Asks the server what an act would give with what is typed so far, once the typing rests. */
export function useForeseen(asked: { id: string; transition: string; facts: Facts; isAsked: boolean }) {
  const [facts] = useDebouncedValue(JSON.stringify(filledFacts(asked.facts)), 300);
  const { id, transition } = asked;
  const { data } = useEndpoint(
    foreseeMove,
    { id, transition, facts: JSON.parse(facts) as Facts }, // written two lines above
    { enabled: asked.isAsked, keepPrevious: true },
  );
  return { lines: data?.lines ?? [], faults: new Map((data?.faults ?? []).map(({ path, says }) => [path, says])) };
}

/** What is worked out from what is typed: read out as it changes. */
export function Foreseen({ lines }: { lines: readonly Line[] }) {
  return (
    <div role="status" className={classes.foreseen} data-empty={lines.length === 0 || undefined}>
      {lines.length > 0 && <Lines lines={lines} />}
    </div>
  );
}

/** Labels and values, with a mark where one is good or bad news; the words say it too. */
export function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <dl className={classes.lines}>
      {lines.map(({ label, value, tone }) => (
        <div key={label} data-tone={tone}>
          <dt>{label}</dt>
          <dd>
            {tone === 'good' && <IconCircleCheck size={18} aria-hidden />}
            {tone === 'bad' && <IconAlertTriangle size={18} aria-hidden />}
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
