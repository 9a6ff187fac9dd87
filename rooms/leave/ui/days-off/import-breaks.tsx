// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useState } from 'react';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { importSchoolBreaks } from '../../contract.ts';
import classes from '../manage/manage.module.css';

/** The ministry's calendar of a zone, in one file. */
export function ImportBreaks() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const load = useAct(importSchoolBreaks, {
    done: ({ added }) => {
      setFiles([]);
      tellDone(added === 0 ? 'Ces vacances étaient déjà là.' : `${count('période ajoutée', 'périodes ajoutées', added)}.`);
    },
  });
  const send = async (): Promise<void> => {
    const [file] = files;
    if (file) load.mutate({ content: await asBase64(file) });
  };
  return (
    <>
      <h3>Importer un calendrier</h3>
      <p className={classes.quiet}>Le ministère publie celui de chaque zone sur data.education.gouv.fr : déposez son fichier .ics.</p>
      <FileDrop
        label="Calendrier scolaire"
        accept={{ 'text/calendar': ['.ics'] }}
        hint="Fichier .ics, 2 Mo au plus."
        mostBytes={2_000_000}
        files={files}
        onChange={setFiles}
        error={load.error ? sentenceOf(load.error) : null}
      />
      {files.length > 0 && (
        <Button mt="sm" onClick={() => void send()} loading={load.isPending}>
          Importer ce calendrier
        </Button>
      )}
    </>
  );
}
