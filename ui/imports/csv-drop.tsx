// SPDX-License-Identifier: EUPL-1.2
import { FileDrop } from '../parts/file-drop.tsx';

type Props = {
  label: string;
  /** What the file may hold, and how much. */
  hint: string;
  mostBytes: number;
  file: { files: readonly File[]; choose: (chosen: readonly File[]) => Promise<void>; isReading: boolean; error: string | null };
};

/** Where a file of a spreadsheet is dropped, and what becomes of it meanwhile. */
export function CsvDrop({ file: { files, choose, isReading, error }, ...props }: Props) {
  return (
    <>
      <FileDrop
        {...props}
        accept={{ 'text/csv': ['.csv'], 'text/plain': ['.txt'] }}
        files={files}
        onChange={(chosen) => void choose(chosen)}
        error={error}
      />
      <p role="status">{isReading && 'Lecture du fichier…'}</p>
    </>
  );
}
