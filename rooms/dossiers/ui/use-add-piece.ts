// SPDX-License-Identifier: EUPL-1.2
import { useAct } from '#ui/api/use-endpoint.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { addPiece } from '../contract.ts';

// Thirty megabytes are accepted, in which the file is written a third longer than it is.
export const MOST_BYTES = 22_000_000;
export const HINT = '22 Mo au plus.';

/** Puts a file into a dossier; answers what the dossier's rank has become. */
export function useAddPiece(dossierId: string) {
  const act = useAct(addPiece);
  const add = async (file: File, kind: string, datedOn: string | null = null) => {
    const content = await asBase64(file);
    return act.mutateAsync({ id: dossierId, kind, name: file.name, type: file.type || 'application/octet-stream', content, datedOn });
  };
  return { add, isBusy: act.isPending };
}
