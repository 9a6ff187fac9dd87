// SPDX-License-Identifier: EUPL-1.2
import { Alert } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { previewLeave, readMyLeave } from '../../contract.ts';
import { isWhole, toSpan, type TypedSpan } from '../ask/typed-span.ts';
import { inWords } from '../words.ts';
import type { RequestDetails } from './request.ts';

/** What the other dates would take once those of the request are given back, and what stands in their way. */
export function ChangePreview({ request, span }: { request: RequestDetails; span: TypedSpan }) {
  const { data: mine } = useEndpoint(readMyLeave, {});
  const isMine = mine?.agent?.id === request.agent.id;
  const { data } = useEndpoint(
    previewLeave,
    { ...toSpan(span), kindId: request.kind?.id ?? '', agentId: isMine ? null : request.agent.id, except: request.id },
    { enabled: mine !== undefined && request.kind !== null && isWhole(span), keepPrevious: true },
  );
  if (!data || !isWhole(span)) return null;
  const takes = `Ces dates prennent ${data.unit === 'hour' ? inWords(data.minutes, 'hour') : inWords(data.days, 'day')}`;
  return (
    <div role="status">
      {data.obstacle ? (
        <Alert color="red" title="Ce changement serait refusé">
          {data.obstacle.says}
        </Alert>
      ) : (
        <p style={{ margin: 0, fontWeight: 700 }}>{data.left === null ? `${takes}.` : `${takes} : il resterait ${inWords(data.left, data.unit)}.`}</p>
      )}
      {data.warnings.map((says) => (
        <Alert key={says} color="yellow" mt="sm">
          {says}
        </Alert>
      ))}
    </div>
  );
}
