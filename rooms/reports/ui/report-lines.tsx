// SPDX-License-Identifier: EUPL-1.2
import { dayInWords } from '#ui/format/day.ts';
import { Section } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { parts, partTitles, type Report } from '../contract.ts';
import classes from './reports.module.css';

/** What a week was: one sentence, then what must be done, then each part. */
export function ReportLines({ report, isOwn }: { report: Pick<Report, 'tone' | 'summary' | 'lines'>; isOwn: boolean }) {
  const order = ['to-do', ...parts.filter((part) => part !== 'to-do')] as const;
  return (
    <>
      <p className={classes.summary} data-tone={report.tone}>
        {report.summary}
      </p>
      <div className={classes.parts}>
        {order.map((part) => {
          const lines = report.lines.filter((line) => line.part === part);
          if (lines.length === 0) return null;
          return (
            <Section key={part} title={partTitles[part]}>
              <ul className={classes.lines}>
                {lines.map((line) => (
                  <li key={line.says} data-tone={line.tone}>
                    {/* The pages of another body are not those of whoever reads its report. */}
                    {line.href && isOwn ? <HouseLink href={line.href}>{line.says}</HouseLink> : line.says}
                    {part === 'to-do' && line.dueOn && <p className={classes.quiet}>Avant le {dayInWords(line.dueOn)}.</p>}
                  </li>
                ))}
              </ul>
            </Section>
          );
        })}
      </div>
    </>
  );
}
