/**
 * The message store in Cassandra.
 *
 * <p>Cassandra has no transaction over partitions, and a write that timed out may become visible at any later time. So
 * one row decides about a message: the claim on the sender's {@code ref}, changed by lightweight transactions only.
 *
 * <ol>
 *   <li>Claim the ref: {@code (id, OPEN)}. Beside it, write the draft: the message and its members.
 *   <li>Write an inbox entry for every member.
 *   <li>Is the deadline still ahead? Then accept: {@code OPEN} becomes {@code ACCEPTED}. Else {@code ABANDONED}.
 *   <li>Write the conversation lists and the bucket index, and of an amendment the new state of its target; then the message
 *       into the log.
 * </ol>
 *
 * <p><b>A message is visible when it is in the log</b>, to everybody at once: inbox entries without one are not shown. A
 * claim only moves up: from open to accepted, which is the end, or to abandoned, and from there or from open to a larger
 * id. So whether a message was accepted is a question with one answer, whoever asks, and an append that died is finished
 * or ended by the next who comes by: the same message again, another one with its ref, or a reader.
 *
 * <p><b>The cursor never skips.</b> Suppose that message <i>m</i> is accepted, and a page passes it as safe. The page was
 * read when <i>m</i> was past its deadline, and it was accepted by an append that looked at the clock after every entry
 * was acknowledged and found the deadline ahead. So the page sees the entry. If it does not see <i>m</i> in the log, it
 * ends the claim, and learns that it is accepted after all, finishes it and shows it; or makes sure that it never will be.
 * All of it stands on quorums that overlap, and on clocks of the persistence nodes that are no further apart than a horizon
 * allows for; {@code persistence} leaves them two seconds.
 *
 * <p><b>Whoever finishes a message when, the same stays.</b> What belongs to a message is written with the time of its id, and
 * what amends a text with that of the amendment's ({@link dev.parley.store.cassandra.Times}). So step 4 can be taken again, in
 * any order with others. A message that comes again for more members gets inbox entries for them by the rule of step 3: they
 * are acknowledged while the deadline is ahead, or nobody relies on them.
 *
 * <p>Imports {@code store}, {@code model}, {@code config} and {@code archive}. Nothing blocks; everything may be called from any thread.
 */
package dev.parley.store.cassandra;
