// SPDX-License-Identifier: EUPL-1.2
import { Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { importEdition } from '../contract.ts';
import classes from './catalogue.module.css';

/** Opens a project from a JSON file, the form in which editions are exchanged. */
export function ImportDraft() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const [fault, setFault] = useState<unknown>(null);
  const act = useAct(importEdition, {
    done: ({ key, label }) => {
      tellDone(`Projet « ${label} » importé.`);
      go(`/o/${organisation.slug}/catalogue/${key}`);
    },
  });
  const take = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (!file) return;
    setFault(null);
    try {
      const content: unknown = JSON.parse(await file.text());
      await act.mutateAsync({ content: content as Record<string, unknown> }); // the server judges what it is
    } catch (error) {
      setFault(error instanceof SyntaxError ? new Error('not JSON') : error);
    }
  };
  return (
    <Stack component="section" gap="sm" mt="xl" aria-labelledby="importer" className={classes.narrow}>
      <Title order={2} size="h4" id="importer">
        Importer une édition
      </Title>
      <FileDrop
        label="Fichier de l’édition"
        hint="JSON, 8 Mo au plus. Il devient un projet ; rien n’est en vigueur avant un vote et une mise en vigueur."
        accept={{ 'application/json': ['.json'] }}
        mostBytes={8_000_000}
        files={[]}
        onChange={(files) => void take(files)}
      />
      {fault instanceof Error && fault.message === 'not JSON' && <p role="alert">Ce fichier n’est pas du JSON : aucun projet n’a été ouvert.</p>}
      {fault !== null && !(fault instanceof Error && fault.message === 'not JSON') && <LoadError error={fault} />}
    </Stack>
  );
}
