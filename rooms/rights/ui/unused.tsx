// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count, shortAmount } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import { useAddress } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readUnused, readUnusedBy } from '../contract.ts';
import { units } from './amount-words.ts';
import classes from './rights.module.css';

type Idle = OutputOf<typeof readUnused>;

const choices = [1, 3, 6, 12].map((months) => ({ value: String(months), label: `depuis ${count('mois', 'mois', months)}` }));

/** What the body has and does not use. */
export function Unused() {
  const months = useMonths();
  const { data, error, refetch } = useEndpoint(readUnused, { months }, { keepPrevious: true });
  return <Shown title="Ce que vous avez et n’utilisez pas" idle={data} error={error} retry={() => void refetch()} />;
}

/** The same, for a body that the operator serves. */
export function UnusedBy({ bodyId }: { bodyId: string }) {
  const months = useMonths();
  const { data, error, refetch } = useEndpoint(readUnusedBy, { id: bodyId, months }, { keepPrevious: true });
  return <Shown title="Ce que la collectivité a et n’utilise pas" idle={data} error={error} retry={() => void refetch()} />;
}

function useMonths(): number {
  const { query } = useAddress();
  const months = Number(query['mois']);
  return choices.some(({ value }) => Number(value) === months) ? months : 3;
}

function Shown({ title, idle, error, retry }: { title: string; idle: Idle | undefined; error: Error | null; retry: () => void }) {
  const { setQuery } = useAddress();
  const months = useMonths();
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      <NativeSelect
        label="Rien d’utilisé"
        data={choices}
        value={String(months)}
        onChange={(event) => setQuery({ mois: event.currentTarget.value }, { replace: true })}
        maw={260}
        mb="sm"
      />
      {error ? <LoadError error={error} retry={retry} /> : idle ? <Found idle={idle} /> : <Lines count={3} />}
    </section>
  );
}

function Found({ idle: { services, allowances, packages } }: { idle: Idle }) {
  if (services.length === 0 && allowances.length === 0) return <p>Tout ce qui est mesuré et ouvert depuis ce temps a servi.</p>;
  const asleep = packages.filter((one) => one.services.some(({ use }) => use === 'unused'));
  // A service that slept says enough of its rights.
  const told = new Set(services.map(({ service }) => service));
  const others = allowances.filter(({ service }) => !told.has(service));
  return (
    <>
      {asleep.length > 0 && (
        <ul className={classes.plain}>
          {asleep.map((one) => (
            <li key={one.offer}>
              <strong>{one.label}</strong>
              {one.yearlyCents !== null && ` (${shortAmount(one.yearlyCents)} par an)`} – {packageWords(one)}
            </li>
          ))}
        </ul>
      )}
      <ul className={classes.columns}>
        {services.map(({ service, label, lastUsedOn }) => (
          <li key={service}>
            {label} <span className={classes.soft}>– {lastUsedOn ? `la dernière fois le ${day(lastUsedOn)}` : 'jamais'}</span>
          </li>
        ))}
        {others.map(({ id, label, amount, unit, period }) => (
          <li key={id}>
            {label}{' '}
            <span className={classes.soft}>
              – 0&nbsp;% {amount === null ? 'd’un droit sans limite' : `de ${units(amount, unit)}`}
              {period && ` en ${period}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function packageWords({ services }: Idle['packages'][number]): string {
  const measured = services.filter(({ use }) => use !== 'unmeasured');
  const used = measured.filter(({ use }) => use === 'used').length;
  const silent = services.length - measured.length;
  const rest = silent > 0 ? ` ; l’usage de ${count('autre service', 'autres services', silent)} n’est pas mesuré` : '';
  return `${used} ${used < 2 ? 'service utilisé' : 'services utilisés'} sur ${measured.length} mesurés${rest}.`;
}
