package dev.trainyard.training;

import dev.trainyard.web.Ids;
import org.springframework.stereotype.Component;

/** This process, under a name that no other and no later one has. */
@Component
class Node {
    private final String id;

    Node(Ids ids) {
        id = ids.next("node");
    }

    String id() {
        return id;
    }
}
