package org.messagesgateway.adapter;

import org.messagesgateway.config.ChatProfile;
import org.messagesgateway.provider.ThinkingDisplay;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.UpstreamErrors;

/** What reading an answer needs to know of its request. Immutable. */
record ChatWayBack(ChatProfile profile, ToolNames names, UpstreamErrors errors, ThinkingDisplay thinking) {}
