// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { count } from '#ui/format/amount.ts';
import { dayInWords } from '#ui/format/day.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { planRenewal, previewRenewal } from '../../contract.ts';
import { outcomeColours, outcomeLabels } from './words.ts';

type Preview = OutputOf<typeof previewRenewal>;
type Sent = { list: string; day: string; endsOn: string };

const MOST_BYTES = 500_000;
const EXAMPLE =
  'Nom;Prénom;Fonction;Courriel;Délégations\nTillac;Alix;Maire;alix@mairie.exemple;\nBrune;Sacha;1er adjoint;sacha@mairie.exemple;Finances';

const columns: readonly Column<Preview['lines'][number]>[] = [
  { id: 'name', title: 'Élu', isName: true, value: ({ name }) => name },
  {
    id: 'outcome',
    title: 'Ce qui change',
    value: ({ outcome }) => outcomeLabels[outcome],
    cell: ({ outcome }) => (
      <Badge variant="light" color={outcomeColours[outcome]}>
        {outcomeLabels[outcome]}
      </Badge>
    ),
  },
  { id: 'before', title: 'Aujourd’hui', value: ({ before, outcome, title }) => (outcome === 'stays' ? title : before) },
  { id: 'title', title: 'Ensuite', value: ({ title, outcome }) => (outcome === 'leaves' ? null : title) },
  { id: 'email', title: 'Courriel', value: ({ email }) => email },
];
const faultColumns: readonly Column<Preview['faults'][number]>[] = [
  { id: 'line', title: 'Ligne', kind: 'number', isName: true, value: ({ line }) => line },
  { id: 'says', title: 'À corriger', value: ({ says }) => says },
];

/** After an election: the list of the new assembly, what it changes, one act. */
export function Page() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const list = `/o/${organisation.slug}/mouvements`;
  const [sent, setSent] = useState<Sent | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const form = useActForm(previewRenewal, {
    initial: { list: '', day: null as string | null, endsOn: null as string | null },
    toInput: ({ list: text, day, endsOn }) => ({ list: text, day: day ?? '', endsOn: endsOn ?? '' }),
    changes: [],
    done: (output, { list: text, day, endsOn }) => (setPreview(output), setSent({ list: text, day: day ?? '', endsOn: endsOn ?? '' })),
  });
  const carryOut = useAct(planRenewal, {
    done: ({ id }) => (form.reset(), tellDone('Le renouvellement est prévu : il s’annule jusqu’à la veille.'), go(`${list}/${id}`)),
  });
  const read = async (chosen: readonly File[]): Promise<void> => {
    setFiles(chosen);
    const [file] = chosen;
    if (file) form.set('list', await file.text());
  };
  return (
    <>
      <PageHeader
        title="Renouveler l’assemblée"
        trail={[{ label: 'Arrivées et départs', href: list }]}
        lead="Donnez la liste du nouveau conseil : elle est comparée à l’actuel. Rien ne change avant que vous n’ayez vu et confirmé."
      />
      <Form form={form} submit="Comparer">
        <FileDrop
          label="Liste du nouveau conseil"
          accept={{ 'text/csv': ['.csv'], 'text/plain': ['.txt'] }}
          hint="CSV, 500 ko au plus."
          mostBytes={MOST_BYTES}
          files={files}
          onChange={(chosen) => void read(chosen)}
        />
        <Textarea
          label="Ou collez-la depuis votre tableur"
          description="Une première ligne de titres : Nom, Prénom, Fonction, Courriel, Délégations."
          placeholder={EXAMPLE}
          autosize
          minRows={5}
          maxRows={16}
          {...form.field('list')}
        />
        <DayInput label="Jour d’effet" description="Celui de l’installation du conseil." required {...form.field('day')} />
        <DayInput label="Fin du nouveau mandat" required {...form.field('endsOn')} />
      </Form>
      {preview && sent && (
        <Stack mt="xl" gap="md">
          {preview.faults.length > 0 && (
            <>
              <h2>{count('ligne à corriger', 'lignes à corriger', preview.faults.length)}</h2>
              <TableGrid caption="Lignes à corriger" columns={faultColumns} rows={preview.faults} rowKey={({ line, says }) => `${line} ${says}`} />
            </>
          )}
          <h2>Ce qui changera le {dayInWords(sent.day)}</h2>
          <p role="status">{summaryOf(preview)}</p>
          <TableGrid
            caption="Comparaison des conseils"
            columns={columns}
            rows={preview.lines}
            rowKey={({ outcome, name, title }) => `${outcome} ${name} ${title}`}
          />
          <Group>
            <Button disabled={preview.faults.length > 0} loading={carryOut.isPending} onClick={() => carryOut.mutate(sent, { onError: tellRefusal })}>
              Renouveler le {dayInWords(sent.day)}
            </Button>
          </Group>
        </Stack>
      )}
    </>
  );
}

function summaryOf({ lines }: Preview): string {
  const of = (outcome: Preview['lines'][number]['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  return [
    count('arrivée', 'arrivées', of('comes')),
    count('départ', 'départs', of('leaves')),
    count('changement de fonction', 'changements de fonction', of('changes')),
    count('reconduit', 'reconduits', of('stays')),
  ].join(', ');
}
