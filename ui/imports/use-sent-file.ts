// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import type { AnyEndpoint, InputOf, OutputOf } from '../api/endpoint.ts';
import { sentenceOf } from '../api/problem.ts';
import { useAct } from '../api/use-endpoint.ts';
import { asBase64 } from '../parts/as-base64.ts';

/** A file as the endpoints of imports take it, its bytes in base64. */
export type SentFile = { fileName: string; content: string };

/** A file that is chosen, sent to be read, and kept with what the server found in it, to be sent again with the lines chosen. */
export function useSentFile<E extends AnyEndpoint>(preview: E) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sent, setSent] = useState<{ file: SentFile; read: OutputOf<E> } | null>(null);
  const act = useAct(preview, { changes: [] });
  const choose = async (chosen: readonly File[]): Promise<void> => {
    setFiles(chosen);
    setSent(null);
    act.reset();
    const [first] = chosen;
    if (!first) return;
    const file = { fileName: first.name, content: await asBase64(first) };
    // An endpoint that reads a file takes exactly this.
    await act.mutateAsync(file as unknown as InputOf<E>).then(
      (read) => setSent({ file, read }),
      () => undefined,
    );
  };
  return { files, sent, choose, isReading: act.isPending, error: act.error ? sentenceOf(act.error) : null };
}
