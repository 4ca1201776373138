import './amendments.test.js';
import './app.test.js';
import './composing.test.js';
import './connection.test.js';
import './friends.test.js';
import './groups.test.js';
import './ids.test.js';
import './intake.test.js';
import './outbox.test.js';
import './push.test.js';
import './quotes.test.js';
import './search.test.js';
import './session.test.js';
import './show.test.js';
import './storage.test.js';
import './timeline.test.js';
import './virtual-list.test.js';
import { runTests } from './harness.js';

/** The tests run in a page that `WebModulesIT` opens. */
Object.assign(window, { runTests });
