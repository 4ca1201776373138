// Decides about messages before they are accepted, inside a node: see docs/operations.md. What has one of the words is refused.
import io.vertx.core.json.JsonObject

def words = vertx.getOrCreateContext().config().getJsonArray('words').list

vertx.eventBus().<JsonObject> consumer('chat.hooks.message') { question ->
    def text = question.body().getJsonObject('message').getString('text').toLowerCase()
    def found = words.find { text.contains(it) }
    question.reply(found
        ? new JsonObject(allow: false, reason: "do not say $found" as String)
        : new JsonObject(allow: true))
}
