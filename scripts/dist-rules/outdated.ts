import { fileOf, type BuiltSite, type Rule } from './built-site.ts';

/** What scripts of the site never use, and why not. */
const shunned: readonly (readonly [RegExp, string])[] = [
  [
    /["'`](?:before)?unload["'`]|\bon(?:before)?unload\s*=/,
    'keeps pages from being kept for “back”',
  ],
  [/document\.write(?:ln)?\(/, 'writes into the page as it is read'],
  [/document\.domain\s*=/, 'is being removed from browsers'],
  [/["'`]DOM(?:SubtreeModified|Node(?:Inserted|Removed)|CharacterDataModified)/, 'was removed'],
  [/geolocation\.(?:getCurrentPosition|watchPosition)/, 'asks where the reader is'],
  [/Notification\.requestPermission/, 'asks to send notifications'],
];

/** Elements that browsers only carry along. */
const oldElements =
  'applet, center, font, frame, frameset, marquee, big, strike, tt, blink, acronym';

function sourceMapFault(site: BuiltSite, name: string, code: string): string[] {
  const address = /\/[/*]# sourceMappingURL=(?!data:)(\S+)/.exec(code)?.[1];
  if (!address || fileOf(site, site.base + name, address)) return [];
  return [`${name}: its source map ${address} is missing`];
}

/** Scripts and pages use nothing that browsers are removing or that spoils going back. */
export const outdated: Rule = {
  name: 'nothing that browsers are removing, no handler that spoils going back',
  check(site) {
    const faults: string[] = [];
    for (const [name, content] of site.files) {
      if (!/\.(?:m?js|css)$/.test(name)) continue;
      const code = String(content);
      faults.push(...sourceMapFault(site, name, code));
      if (name.endsWith('.css')) continue;
      for (const [pattern, why] of shunned) {
        const found = pattern.exec(code)?.[0];
        if (found) faults.push(`${name}: ${found} ${why}`);
      }
    }
    for (const page of site.pages) {
      for (const element of page.root.querySelectorAll(oldElements)) {
        faults.push(`${page.file}: <${element.rawTagName}> is no longer part of HTML`);
      }
    }
    return faults;
  },
};
