// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.ts';
import { askJson } from '../session/me.ts';
import { PageHeader } from '../shell/page-header.tsx';
import { Lines } from '../states/page-skeleton.tsx';
import { type Block, type Notice, type Notices, unknownNotices } from './notices.ts';
import classes from './notice-page.module.css';

/** A page that the law wants, from the operator's settings. */
export function NoticePage({ write }: { write: (notices: Notices) => Notice }) {
  const { data, isPending } = useQuery({ queryKey: ['notices'], queryFn: askNotices, staleTime: 3_600_000 });
  const notice = write(data ?? unknownNotices);
  return (
    <article className={classes.notice}>
      <PageHeader title={notice.title} lead={isPending ? null : notice.lead} />
      {isPending && <Lines count={6} />}
      {!isPending &&
        notice.sections.map((section) => (
          <section key={section.heading}>
            <h2>{section.heading}</h2>
            {section.blocks.map((block, index) => (
              <BlockOf key={index} block={block} />
            ))}
          </section>
        ))}
    </article>
  );
}

/** An installation that answers nothing still owes these pages: they then say what was not given. */
async function askNotices(): Promise<Notices> {
  try {
    return await askJson<Notices>('GET', '/api/notices', {});
  } catch (error) {
    if (error instanceof ApiProblem) return unknownNotices;
    throw error;
  }
}

function BlockOf({ block }: { block: Block }) {
  if (block.kind === 'paragraph') return <p>{block.text}</p>;
  if (block.kind === 'list')
    return (
      <ul>
        {block.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (RGAA 7.3)
    <div className={classes.scroll} role="region" aria-label={block.caption} tabIndex={0}>
      <table>
        <caption>{block.caption}</caption>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row.join(' ')}>
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
