// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group, SimpleGrid, Tabs } from '@mantine/core';
import { useState } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { shortAmount } from '../../format/amount.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { FileDrop } from '../../parts/file-drop.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Steps } from '../../parts/steps.tsx';
import { tellDone } from '../../parts/tell.ts';
import { PageHeader } from '../../shell/page-header.tsx';
import { EmptyState } from '../../states/empty-state.tsx';

const COLOURS = ['brand', 'gray', 'red', 'yellow', 'green', 'blue'] as const;
const VARIANTS = ['filled', 'light', 'outline', 'default'] as const;

/** Every other part, on one page. */
export function Page() {
  const confirm = useConfirm();
  const [files, setFiles] = useState<readonly File[]>([]);
  const remove = async (): Promise<void> => {
    const yes = await confirm({
      title: 'Supprimer ce devis ?',
      says: 'Le devis et ses versions seront supprimés.',
      act: 'Supprimer le devis',
      isDangerous: true,
    });
    if (yes) tellDone('Devis supprimé.', () => undefined);
  };
  return (
    <>
      <PageHeader
        title="Devis n° 2026-014"
        state={<Badge color="green">Accepté</Badge>}
        actions={
          <Button color="red" variant="outline" onClick={() => void remove()}>
            Supprimer
          </Button>
        }
      />
      <Steps
        label="Avancement du devis"
        steps={[
          { label: 'Brouillon', state: 'done' },
          { label: 'Relecture', state: 'current', detail: 'seconde personne' },
          { label: 'Envoi', state: 'todo' },
        ]}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} mb="xl">
        <Progress label="Sauvegarde" value={740} most={1000} words="740 Go sur 1 To" />
        <Progress label="Boîtes de messagerie" value={22} most={20} words="22 sur 20" />
      </SimpleGrid>
      <Chart
        kind="stacked"
        title="Cotisation et options sur trois ans"
        rowLabel="Année"
        rows={[
          { label: '2026', base: 1_663_800, options: 240_000 },
          { label: '2027', base: 1_793_800, options: 260_000 },
          { label: '2028', base: 1_850_000, options: 260_000 },
        ]}
        series={[
          { key: 'base', label: 'Cotisation' },
          { key: 'options', label: 'Options' },
        ]}
        write={shortAmount}
      />
      <Tabs defaultValue="one" my="xl">
        <Tabs.List>
          <Tabs.Tab value="one">Couleurs</Tabs.Tab>
          <Tabs.Tab value="two">Fichiers</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="one" pt="md">
          {COLOURS.map((color) => (
            <Group key={color} mb="xs">
              {VARIANTS.map((variant) => (
                <Button key={variant} color={color} variant={variant} size="sm">
                  {color} {variant}
                </Button>
              ))}
              <Badge color={color}>{color}</Badge>
              <Badge color={color} variant="light">
                {color}
              </Badge>
            </Group>
          ))}
        </Tabs.Panel>
        <Tabs.Panel value="two" pt="md">
          <FileDrop
            label="Liste des agents"
            hint="CSV, 5 Mo au plus."
            accept={{ 'text/csv': ['.csv'] }}
            mostBytes={5_000_000}
            files={files}
            onChange={setFiles}
          />
        </Tabs.Panel>
      </Tabs>
      <EmptyState title="Aucune version envoyée" actions={<Button>Envoyer le devis</Button>}>
        Envoyez le devis à la collectivité : elle pourra l’accepter en ligne.
      </EmptyState>
    </>
  );
}
