using SmartDairy.Notifications.Channels;
using Xunit;

namespace SmartDairy.Notifications.Tests;

public sealed class AnswerTests
{
    [Fact]
    public void An_answer_without_a_receipt_has_none() => Assert.Null(new ChannelAnswer(ChannelVerdict.Delivered, "250 OK").Receipt);
}
