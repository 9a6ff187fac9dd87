// SPDX-License-Identifier: EUPL-1.2
import '@mantine/dropzone/styles.layer.css';
import { Dropzone } from '@mantine/dropzone';
import { ActionIcon } from '@mantine/core';
import { IconUpload, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { count } from '../format/amount.ts';
import { volume } from '../format/volume.ts';
import classes from './file-drop.module.css';
import { FilePreview } from './file-preview.tsx';

type Props = {
  label: string;
  /** MIME types and extensions: `{ 'text/csv': ['.csv'] }`. */
  accept?: Record<string, string[]>;
  /** The same in words, such as « CSV, 5 Mo au plus ». */
  hint: string;
  mostBytes: number;
  mostFiles?: number;
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
  error?: string | null;
};

/** Where files are dropped or chosen, with what was chosen below: name, size, a look inside, a way out. */
export function FileDrop({ label, accept, hint, mostBytes, mostFiles = 1, files, onChange, error }: Props) {
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const take = (taken: readonly File[]): void => {
    setRefusals([]);
    onChange(mostFiles === 1 ? taken.slice(0, 1) : [...files, ...taken].slice(0, mostFiles));
  };
  const says = error ? [error, ...refusals] : refusals;
  return (
    <div>
      <Dropzone
        onDrop={take}
        onReject={(rejections: readonly Rejection[]) => setRefusals(rejections.map((rejection) => sentenceFor(rejection, hint)))}
        maxSize={mostBytes}
        multiple={mostFiles > 1}
        {...(accept && { accept })}
        inputProps={{ 'aria-label': label }}
        aria-label={`${label} : ${hint}`}
        className={classes.zone ?? ''}
      >
        <IconUpload size={28} stroke={1.5} aria-hidden />
        <p>
          <strong>{label}</strong>
        </p>
        <p>
          Déposez {mostFiles > 1 ? 'les fichiers' : 'le fichier'} ici, ou cliquez pour choisir. {hint}
        </p>
      </Dropzone>
      <div role="alert">
        {says.map((sentence) => (
          <p key={sentence} className={classes.refusal}>
            {sentence}
          </p>
        ))}
      </div>
      {files.length > 0 && (
        <ul className={classes.files} aria-label={count('fichier choisi', 'fichiers choisis', files.length)}>
          {files.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <p className={classes.line}>
                <span className={classes.name}>{file.name}</span>
                <span className={classes.size}>{volume(file.size)}</span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={`Retirer ${file.name}`}
                  onClick={() => onChange(files.filter((one) => one !== file))}
                >
                  <IconX size={18} aria-hidden />
                </ActionIcon>
              </p>
              <FilePreview file={file} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Rejection = { file: File; errors: readonly { code: string }[] };

function sentenceFor({ file, errors }: Rejection, hint: string): string {
  const codes = errors.map((one) => one.code);
  if (codes.includes('file-too-large')) return `« ${file.name} » est trop volumineux (${volume(file.size)}). ${hint}`;
  if (codes.includes('too-many-files')) return 'Un seul fichier à la fois.';
  return `« ${file.name} » n’est pas d’un type accepté. ${hint}`;
}
