// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useState } from 'react';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { MOST_PHOTO_BYTES, removePhoto, setPhoto, type DirectoryEntry } from '../../contract.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import classes from './directory.module.css';

/** A photo, for those who want one. */
export function PhotoChoice({ entry }: { entry: DirectoryEntry }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const put = useAct(setPhoto, { done: () => (setFiles([]), tellDone('La photo est enregistrée.')) });
  const remove = useAct(removePhoto, { done: () => tellDone('La photo est retirée.') });
  const choose = async (chosen: readonly File[]): Promise<void> => {
    setFiles(chosen);
    const [file] = chosen;
    if (file) put.mutate({ id: entry.id, content: await asBase64(file) });
  };
  return (
    <section className={classes.section} aria-labelledby="photo">
      <h2 id="photo">Photo</h2>
      <p>Elle n’est jamais obligatoire, et se retire quand vous voulez.</p>
      {entry.hasPhoto && (
        <Button variant="default" mb="md" loading={remove.isPending} onClick={() => remove.mutate({ id: entry.id }, { onError: tellRefusal })}>
          Retirer la photo
        </Button>
      )}
      <FileDrop
        label={entry.hasPhoto ? 'Remplacer la photo' : 'Ajouter une photo'}
        accept={{ 'image/png': ['.png'], 'image/jpeg': ['.jpg', '.jpeg'], 'image/webp': ['.webp'] }}
        hint="PNG, JPEG ou WebP, 300 ko au plus."
        mostBytes={MOST_PHOTO_BYTES}
        files={files}
        onChange={(chosen) => void choose(chosen)}
        error={put.error ? sentenceOf(put.error) : null}
      />
    </section>
  );
}
