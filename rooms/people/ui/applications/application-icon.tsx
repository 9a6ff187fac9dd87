// SPDX-License-Identifier: EUPL-1.2
import {
  IconApps,
  IconBook,
  IconCalendar,
  IconChartBar,
  IconFileText,
  IconFolder,
  IconHeart,
  IconKey,
  IconMail,
  IconMap,
  IconMessage,
  IconTool,
  IconVideo,
} from '@tabler/icons-react';

const icons: Readonly<Record<string, typeof IconApps>> = {
  app: IconApps,
  mail: IconMail,
  calendar: IconCalendar,
  folder: IconFolder,
  document: IconFileText,
  chat: IconMessage,
  video: IconVideo,
  book: IconBook,
  map: IconMap,
  heart: IconHeart,
  chart: IconChartBar,
  key: IconKey,
  tool: IconTool,
};

/** The icon that an application was registered with. */
export function ApplicationIcon({ name, size = 20 }: { name: string; size?: number }) {
  const Icon = icons[name] ?? IconApps;
  return <Icon size={size} aria-hidden />;
}
