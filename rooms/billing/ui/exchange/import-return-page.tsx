// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { Steps } from '#ui/parts/steps.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { importReturn, previewReturn } from '../../contract.ts';
import { ReturnLines } from './return-lines.tsx';

type Sent = { name: string; content: string };

/** From a file of the Treasury or of the finance software to titres and payments: what each line would do, then the import. */
export function Page() {
  const { organisation } = usePlace();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sent, setSent] = useState<Sent | null>(null);
  const preview = useAct(previewReturn, { changes: [] });
  const at = `/o/${organisation.slug}/facturation`;
  const read = async (chosen: readonly File[]): Promise<void> => {
    setFiles(chosen);
    setSent(null);
    preview.reset();
    const [file] = chosen;
    if (!file) return;
    const next = { name: file.name, content: await asBase64(file) };
    await preview.mutateAsync(next).then(
      () => setSent(next),
      () => undefined,
    );
  };
  return (
    <>
      <PageHeader
        title="Importer un retour"
        lead="Titres, bordereaux, encaissements et rejets, tels que la trésorerie ou le logiciel de finances les donne."
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Trésorerie', href: `${at}/tresorerie` },
        ]}
      />
      <Steps
        label="Étapes de l’import"
        steps={[
          { label: 'Choisir le fichier', state: sent ? 'done' : 'current' },
          { label: 'Vérifier chaque ligne', state: sent ? 'current' : 'todo' },
          { label: 'Enregistrer', state: 'todo' },
        ]}
      />
      <FileDrop
        label="Fichier de retour"
        accept={{ 'text/csv': ['.csv', '.txt'], 'application/xml': ['.xml'], 'text/xml': ['.xml'] }}
        hint="Acquittement ou retour PES (XML), ou tableau (CSV) aux colonnes réglées par vos soins ; 10 Mo au plus."
        mostBytes={10_000_000}
        files={files}
        onChange={(chosen) => void read(chosen)}
        error={preview.error ? sentenceOf(preview.error) : null}
      />
      <p role="status">{preview.isPending && 'Lecture du fichier…'}</p>
      {sent && preview.data && <Preview sent={sent} read={preview.data} />}
    </>
  );
}

function Preview({ sent, read }: { sent: Sent; read: OutputOf<typeof previewReturn> }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const bring = useAct(importReturn, {
    done: ({ id, applied, refused }) => {
      tellDone(
        `Retour gardé : ${count('ligne enregistrée', 'lignes enregistrées', applied)}, ${count('en quarantaine', 'en quarantaine', refused)}.`,
      );
      go(`/o/${organisation.slug}/facturation/tresorerie/retours/${id}`);
    },
  });
  const applied = read.lines.filter(({ verdict }) => verdict === 'apply').length;
  const refused = read.lines.filter(({ verdict }) => verdict === 'refuse').length;
  return (
    <>
      {read.status !== 'read' && (
        <Alert color="red" title="Ce fichier ne peut pas être appliqué">
          {read.says} Vous pouvez le garder en quarantaine : il sera relu quand les réglages auront changé.
        </Alert>
      )}
      {read.remarks.map((says) => (
        <Alert key={says} color="orange" mt="xs">
          {says}
        </Alert>
      ))}
      {read.status === 'read' && (
        <p>
          {count('ligne sera enregistrée', 'lignes seront enregistrées', applied)}, {count('ira en quarantaine', 'iront en quarantaine', refused)}{' '}
          avec son explication.
        </p>
      )}
      {read.lines.length > 0 && (
        <ReturnLines
          caption="Lignes du retour"
          rows={read.lines}
          rowKey={(row) => `${row.line} ${row.what} ${row.document ?? ''} ${row.says}`}
          isPreview
        />
      )}
      <Group mt="md">
        <Button loading={bring.isPending} onClick={() => bring.mutate(sent, { onError: tellRefusal })}>
          {read.status === 'read' ? 'Enregistrer le retour' : 'Garder en quarantaine'}
        </Button>
      </Group>
    </>
  );
}
