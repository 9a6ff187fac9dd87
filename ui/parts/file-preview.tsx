// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import classes from './file-drop.module.css';
import { firstLines } from './first-lines.ts';

const LINES = 5;
/** Enough for the first lines of any table, however long the file. */
const HEAD_BYTES = 32_768;

/** A look inside a chosen file: the image, or the first lines of a table. Nothing for other types. */
export function FilePreview({ file }: { file: File }) {
  if (file.type.startsWith('image/')) return <ImagePreview file={file} />;
  if (file.type === 'text/csv' || /\.csv$/i.test(file.name)) return <TablePreview file={file} />;
  return null;
}

function ImagePreview({ file }: { file: File }) {
  const [url] = useState(() => URL.createObjectURL(file));
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt={`Aperçu de ${file.name}`} className={classes.image} />;
}

function TablePreview({ file }: { file: File }) {
  const { data } = useQuery({
    queryKey: ['file-preview', file.name, file.size, file.lastModified],
    queryFn: async () => firstLines(await file.slice(0, HEAD_BYTES).arrayBuffer(), LINES),
    staleTime: Infinity,
  });
  if (!data) return null;
  const [head = [], ...rows] = data;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.preview} role="region" aria-label={`Premières lignes de ${file.name}`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
