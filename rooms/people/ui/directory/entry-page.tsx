// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayInWords } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { exportCards, readEntry, readPhoto, type DirectoryEntry } from '../../contract.ts';
import people from '../people.module.css';
import classes from './directory.module.css';
import { EntryForm } from './entry-form.tsx';
import { kindLabels } from './kind-words.ts';
import { LevelsForm } from './levels-form.tsx';
import { PhotoChoice } from './photo-choice.tsx';

/** One person's entry: how to reach them, and, when it is one's own, who may read it. */
export function Page() {
  const { params } = useAddress();
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readEntry, { id: params['id'] ?? '' });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const keeps = may('people.keep-directory');
  const name = `${data.givenName} ${data.familyName}`;
  return (
    <>
      <PageHeader
        title={name}
        lead={data.title}
        trail={[{ label: 'Annuaire', href: `/o/${organisation.slug}/annuaire` }]}
        actions={
          <>
            <Button component="a" href={hrefOf(exportCards, { ids: data.id }, organisation.slug)} variant="default">
              Carte vCard
            </Button>
            {may('people.administer') && !data.isMine && (
              <Button component={HouseLink} href={`/o/${organisation.slug}/mouvements/depart?mandat=${data.id}`} variant="default">
                Préparer le départ
              </Button>
            )}
          </>
        }
      />
      <div className={classes.card}>
        {data.hasPhoto && <img className={classes.photo} src={hrefOf(readPhoto, { id: data.id }, organisation.slug)} alt={`Portrait de ${name}`} />}
        <dl className={`${people.facts} ${classes.facts}`}>
          {factsOf(data).map(([label, value]) => (
            <Fact key={label} label={label} value={value} />
          ))}
        </dl>
      </div>
      {(data.isMine || keeps) && <EntryForm key={`entry ${data.id}`} entry={data} keeps={keeps} />}
      {(data.isMine || keeps) && <PhotoChoice entry={data} />}
      {data.isMine && <LevelsForm key={`levels ${data.id}`} entry={data} />}
    </>
  );
}

function factsOf(entry: DirectoryEntry): [string, ReactNode][] {
  const facts: [string, ReactNode][] = [
    [
      'Courriel',
      entry.email && (
        <a key="mail" href={`mailto:${entry.email}`}>
          {entry.email}
        </a>
      ),
    ],
    [
      'Téléphone',
      entry.phone && (
        <a key="phone" href={`tel:${entry.phone.replace(/[^\d+]/g, '')}`}>
          {entry.phone}
        </a>
      ),
    ],
    [
      'Mobile',
      entry.mobile && (
        <a key="mobile" href={`tel:${entry.mobile.replace(/[^\d+]/g, '')}`}>
          {entry.mobile}
        </a>
      ),
    ],
    ['Bureau', entry.office],
    ['Service', entry.unit],
    ['Délégations', entry.delegation],
    ['Compétences', entry.skills],
    ['Nature', kindLabels[entry.kind]],
    [entry.kind === 'elected' ? 'Mandat' : 'En fonction', termOf(entry)],
  ];
  return facts.filter(([, value]) => value !== null && value !== '');
}

function termOf({ beginsOn, endsOn }: DirectoryEntry): string {
  return endsOn ? `du ${dayInWords(beginsOn)} au ${dayInWords(endsOn)}` : `depuis le ${dayInWords(beginsOn)}`;
}

function Fact({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
