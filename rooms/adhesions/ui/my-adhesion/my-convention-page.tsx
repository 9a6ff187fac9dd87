// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount } from '#ui/format/amount.ts';
import { dayInWords } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readMyConvention } from '../../contract.ts';
import { FirstDay } from '../commissioning/first-day.tsx';
import { ConventionFiles } from './convention-files.tsx';
import classes from './my-adhesion.module.css';
import { OptionsTable } from './options-table.tsx';
import { RemovePackage } from './remove-package.tsx';
import { conventionKinds, period, statusWords } from './words.ts';

/** One convention as its party reads it: who, how long, what it opens, what proves it. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const { data: convention, error, refetch } = useEndpoint(readMyConvention, { id: params['convention'] ?? '' });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!convention) return <PageSkeleton />;
  const at = `/o/${organisation.slug}`;
  const { operator, payer, beneficiary, edition, quote, proofs, scopes, lines, under, renewal } = convention;
  const parties = [operator, payer, beneficiary].filter(({ id }, index, all) => all.findIndex((one) => one.id === id) === index);
  const state = statusWords[convention.status];
  return (
    <>
      <PageHeader
        title={`Convention ${convention.number}`}
        lead={`${conventionKinds[convention.kind]}, ${period(convention.beginsOn, convention.endsOn)}.`}
        trail={[
          { label: 'Mon adhésion', href: `${at}/mon-adhesion` },
          { label: 'Mes conventions', href: `${at}/mon-adhesion/conventions` },
        ]}
        state={
          <Badge color={state.color} variant="light">
            {state.label}
          </Badge>
        }
        actions={
          convention.kind === 'package' &&
          convention.status === 'in-force' &&
          beneficiary.id === organisation.id &&
          may('adhesions.subscribe') && <RemovePackage convention={convention} />
        }
      />
      <div className={classes.stack}>
        <section className={classes.card} aria-label="En bref">
          <dl className={classes.facts}>
            <dt>Entre</dt>
            <dd>{parties.map(({ name }) => name).join(', ')}</dd>
            <dt>Qui paie</dt>
            <dd>
              {convention.isPayer
                ? `${payer.name}${convention.yearlyCents === null ? '' : `, ${amount(convention.yearlyCents)} la première année`}`
                : `${payer.name} : ${beneficiary.name} ne doit rien à l’opérateur au titre de cette convention.`}
            </dd>
            <dt>Catalogue appliqué</dt>
            <dd>
              {edition.label}
              {edition.act && ` (${edition.act})`}
            </dd>
            {quote && (
              <>
                <dt>Devis</dt>
                <dd>{quote.documentId ? <HouseLink href={`${at}/devis-recus/${quote.documentId}`}>{quote.number}</HouseLink> : quote.number}</dd>
              </>
            )}
            {scopes.length > 0 && (
              <>
                <dt>Ouvre</dt>
                <dd>
                  {scopes.map(({ what, beneficiary: whom, since, until }) => (
                    <div key={`${what} ${whom} ${since}`}>
                      {what}, pour {whom}, {period(since, until)}
                    </div>
                  ))}
                </dd>
              </>
            )}
            <dt>À l’échéance</dt>
            <dd>{convention.status === 'ended' && convention.endReason ? `${renewal.says} Motif : ${convention.endReason}` : renewal.says}</dd>
          </dl>
        </section>
        {lines.length > 0 && <OptionsTable title="Ce qui est souscrit" lines={lines} />}
        {under.length > 0 && (
          <section className={classes.section} aria-labelledby="tripartites">
            <h2 id="tripartites">Conventions tripartites</h2>
            <ul className={classes.files}>
              {under.map((one) => (
                <li key={one.id}>
                  <HouseLink href={`${at}/mon-adhesion/conventions/${one.id}`}>{one.number}</HouseLink>, {one.beneficiary},{' '}
                  {period(one.since, one.until)}
                </li>
              ))}
            </ul>
          </section>
        )}
        {proofs.length > 0 && (
          <section className={classes.section} aria-labelledby="preuves">
            <h2 id="preuves">Ce qui la prouve</h2>
            <dl className={classes.facts}>
              {proofs.map(({ label, value }) => (
                <FactLine key={label} label={label} value={value} />
              ))}
              <FactLine label="Enregistrée le" value={dayInWords(convention.concludedAt.slice(0, 10))} />
            </dl>
          </section>
        )}
        <FirstDay conventionId={convention.id} />
        {convention.dossierId && <ConventionFiles dossierId={convention.dossierId} />}
      </div>
    </>
  );
}

function FactLine({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
