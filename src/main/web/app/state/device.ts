import type { Device } from '../../client/src/index.js';

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** What the list of devices calls this browser, such as "Firefox on Linux". */
export function thisDevice(agent = navigator.userAgent): Device {
  const browser = BROWSERS.find(([mark]) => mark.test(agent))?.[1] ?? 'Browser';
  const system = SYSTEMS.find(([mark]) => mark.test(agent))?.[1];
  return { name: system === undefined ? browser : `${browser} on ${system}`, platform: 'web' };
}
