// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { RowOf } from '#ui/tables/columns.ts';
import { applyTemplate, listTemplates, readSettings } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import classes from './rules.module.css';

type Template = RowOf<typeof listTemplates>;
type Zone = 'A' | 'B' | 'C' | null;

/** What a body of this kind usually begins with, chosen in one gesture and edited afterwards. */
export function Page() {
  const { data, error, isPending, refetch } = useEndpoint(listTemplates, {});
  const settings = useEndpoint(readSettings, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (isPending || settings.isPending) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Partir d’un modèle"
        lead="Un modèle met en place les réglages, les services et les types d’absence habituels. Tout se corrige ensuite ; rien de ce qui existe n’est retiré."
      />
      <RoomTabs />
      <Choice rows={data.rows} isStarted={data.isStarted} zone={settings.data?.schoolZone ?? null} />
    </>
  );
}

function Choice({ rows, isStarted, zone: known }: { rows: readonly Template[]; isStarted: boolean; zone: Zone }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const confirm = useConfirm();
  const [zone, setZone] = useState<Zone>(known);
  const apply = useAct(applyTemplate, {
    done: ({ teams, kinds }) => {
      tellDone(
        `Modèle en place : ${count('service ajouté', 'services ajoutés', teams)}, ${count('type d’absence ajouté', 'types d’absence ajoutés', kinds)}.`,
      );
      go(`/o/${organisation.slug}/conges/import`);
    },
  });
  const choose = async (template: Template): Promise<void> => {
    const isSure =
      !isStarted ||
      (await confirm({
        title: `Appliquer « ${template.label} » ?`,
        says: 'Les réglages actuels sont remplacés par ceux du modèle.',
        act: 'Appliquer le modèle',
      }));
    if (isSure) apply.mutate({ template: template.key, schoolZone: zone }, { onError: tellRefusal });
  };
  return (
    <>
      <Select
        label="Zone du calendrier scolaire"
        description="Bordeaux, Limoges, Lyon et Poitiers sont en zone A."
        data={['A', 'B', 'C'].map((value) => ({ value, label: `Zone ${value}` }))}
        value={zone}
        onChange={(next) => setZone(next as Zone)} // one of the three above, or none
        clearable
        maw={320}
        mb="lg"
      />
      <ul className={classes.templates}>
        {rows.map((template) => (
          <li key={template.key} data-proposed={template.isProposed || undefined}>
            <h2>{template.label}</h2>
            {template.isProposed && <Badge>Fait pour vous</Badge>}
            <p>{template.says}</p>
            <ul>
              {template.settings.map((says) => (
                <li key={says}>{says}</li>
              ))}
              <li>Services : {template.teams.map(({ name, isThere }) => (isThere ? `${name} (déjà là)` : name)).join(', ')}</li>
              <li>Absences ajoutées : {template.kinds.map(({ label, isThere }) => (isThere ? `${label} (déjà là)` : label)).join(', ')}</li>
            </ul>
            <Button
              variant={template.isProposed ? 'filled' : 'default'}
              onClick={() => void choose(template)}
              loading={apply.isPending && apply.variables.template === template.key}
              aria-label={`Choisir ce modèle : ${template.label}`}
            >
              Choisir ce modèle
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
