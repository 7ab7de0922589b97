// The help of each page, by its path: what one does here, what comes of it, and where to go on.
import { say, type Text } from '../domain/text.ts'
import { reviewHelp } from './review/help.ts'

export const helpTexts: Readonly<Record<string, Text>> = {
  '/': say(
    'Đây là những việc đang chờ bạn, việc gấp nhất ở trên. Bấm vào một việc để mở đúng nơi làm việc đó; làm xong thì việc tự mất khỏi danh sách. Thời hạn do thông tư và lịch ngày làm việc quyết định.',
    'This is what waits for you, the most urgent first. Open one to get to where it is done; when it is done it leaves the list by itself. Deadlines come from the circular and the calendar of working days.',
  ),
  '/notices': say(
    'Mọi tin hệ thống đã gửi cho bạn, mới nhất ở trên. Bấm vào tin để mở hồ sơ liên quan. Tin đánh dấu đã đọc vẫn xem lại được ở mục “Tất cả”.',
    'All that the system has told you, the newest first. A notice leads to the case it is about. What is marked as read stays under “All”.',
  ),
  '/search': say(
    'Gõ một phần tên trường, mã minh chứng, tên tài liệu hoặc tên người; có dấu hay không đều được. Chỉ những gì bạn được xem mới hiện ra.',
    'Type a part of the name of a school, a code or title of evidence, or the name of a person, with or without diacritics. Only what you may see is found.',
  ),
  '/cases': say(
    'Mỗi hồ sơ là một chu kỳ kiểm định của một trường. Mở hồ sơ để xem đang ở bước nào, ai phải làm gì và đến khi nào.',
    'Each case is one accreditation cycle of a school. Open it to see where it stands, who has to do what, and until when.',
  ),
  '/cases/{cycle}': say(
    'Trang này cho biết hồ sơ đang ở bước nào, bước tiếp theo và thời hạn. Nút màu xanh là việc bạn làm được lúc này; việc chưa làm được nêu rõ lý do. Tiêu chí, minh chứng, văn bản ở các thẻ phía trên.',
    'The page shows where the case stands, what is next and until when. Coloured buttons are what you can do now; what is stopped says why. Criteria, evidence and papers are behind the tabs.',
  ),
  '/cases/{cycle}/history': say(
    'Nhật ký ghi mọi thay đổi của hồ sơ: ai làm, việc gì, lúc nào. Không ai sửa hay xóa được dòng nào; mỗi dòng được nối với dòng trước bằng mã băm.',
    'The history holds every change of the case: who, what, when. Nobody can change or delete a line; each is chained to the one before.',
  ),
  '/cases/{cycle}/papers': say(
    'Danh sách văn bản của hồ sơ: xem trên trang, tải PDF để in và ký, hoặc Word để sửa thể thức. Văn bản chưa làm được nêu rõ còn thiếu gì. Cuối trang là bảng tính và gói hồ sơ đầy đủ.',
    'The papers of the case: read here, as PDF to print and sign, or as Word. What cannot be made yet says what is missing. Below are the spreadsheets and the whole case as a package.',
  ),
  '/cases/{cycle}/board': say(
    'Bảng có mọi tiêu chí với người phụ trách, tình trạng phiếu, mức tự đánh giá và minh chứng còn thiếu. Dùng bộ lọc để chỉ xem phần việc của mình; bấm vào tiêu chí để mở phiếu.',
    'The board has all criteria with owner, state, level and missing evidence. Filter it to see your own part; a criterion opens its sheet.',
  ),
  '/cases/{cycle}/evidence': say(
    'Kho minh chứng của hồ sơ. Mã do hệ thống cấp; mỗi minh chứng chỉ có một mã và dùng được cho nhiều tiêu chí. Thay tệp mới thì bản cũ vẫn được giữ.',
    'The evidence of the case. The system gives the codes; a piece of evidence keeps its one code and may serve many criteria. A new file keeps the old one as a revision.',
  ),
  '/cases/{cycle}/evidence/{code}': say(
    'Một minh chứng với các bản của nó, nơi được viện dẫn và thông tin ban hành. Bản đã nộp không thay đổi được nữa.',
    'A piece of evidence with its revisions, where it is cited and who issued it. What was handed over no longer changes.',
  ),
  '/cases/{cycle}/evidence-uploads': say(
    'Tệp bạn đã tải lên mà chưa ghi vào danh mục. Đánh dấu tệp, ghi tên và tiêu chí rồi bấm ghi; hệ thống cấp mã. Tệp chưa dùng được giữ 7 ngày.',
    'Files you sent up that are not in the register yet. Tick them, give title and criterion, and enter them; the system gives the codes. Unused files are kept for 7 days.',
  ),
  '/cases/{cycle}/evidence-copy': say(
    'Chọn minh chứng còn giá trị của chu kỳ trước. Mỗi minh chứng nhận mã mới, mã cũ được giữ bên cạnh; tệp không phải tải lại.',
    'Choose evidence of an earlier cycle that still holds. Each gets a new code with the old one beside it; no file is sent again.',
  ),
  '/cases/{cycle}/evidence-order': say(
    'Ghi thứ tự mới rồi xem trước: mã nào đổi thành mã nào, phiếu nào đổi theo. Chỉ làm được trước khi nộp hồ sơ.',
    'Give the new order and look at the preview: which code becomes which, and which sheets change. Possible only before the dossier is handed in.',
  ),
  '/cases/{cycle}/evidence-import': say(
    'Nhập cả danh mục từ một sổ tính. Kiểm tra thử trước: ô nào sai được chỉ rõ, chưa có gì thay đổi. Nhập lại cùng danh mục không sinh mã trùng.',
    'Import a whole register from a workbook. Try it first: each fault is told at its cell and nothing changes. The same list imported again gives no second codes.',
  ),
  '/cases/{cycle}/council': say(
    'Hội đồng tự đánh giá, nhóm thư ký và các nhóm công tác với tiêu chí từng nhóm phụ trách. Thay đổi bằng quyết định ở mục “Việc có thể làm”.',
    'The council, its secretariat and the working groups with their criteria. It is changed by a decision under “What can be done”.',
  ),
  '/cases/{cycle}/check': say(
    'Mọi điểm còn thiếu trước khi nộp; bấm vào từng điểm để đến nơi sửa. Nơi tiếp nhận kiểm tra hồ sơ bằng đúng danh sách này.',
    'Every point that is missing before handing in; each leads to where it is mended. Whoever takes the dossier in checks by this very list.',
  ),
  '/cases/{cycle}/improvement': say(
    'Kế hoạch cải tiến chất lượng: việc gì, đến khi nào, ai phụ trách, minh chứng nào, làm đến đâu. Lần theo dõi được ghi ở mục “Việc có thể làm”.',
    'The improvement plan: what, until when, by whom, shown by what, and how far it is. Reviews are recorded under “What can be done”.',
  ),
  '/schools/{school}/data': say(
    'Bảng số liệu Phần I của báo cáo, các năm học cạnh nhau. Mỗi bảng sửa ở trang riêng; chép từ Excel rồi dán thẳng vào ô. Hiệu trưởng, chủ tịch và thư ký hội đồng, nhóm công tác đều sửa được. Hồ sơ đã nộp giữ số liệu lúc nộp.',
    'The tables of Part I, school years side by side. Each is edited on its own page; cells are pasted from a spreadsheet. The principal, chair and secretary of the council and the working groups edit them. What was handed in keeps the data of that day.',
  ),
  '/schools/{school}/data/{table}': say(
    'Gõ hoặc dán số liệu; số lẻ dùng dấu phẩy. “Sang năm học sau” thêm cột năm mới và bỏ cột cũ nhất. Ô sai được chỉ rõ khi lưu. Số liệu đang gõ được giữ trên máy này đến khi lưu.',
    'Type or paste figures, with a comma for decimals. “On to the next year” adds a column and drops the oldest. Faulty cells are told on saving. What you type is kept on this machine until it is saved.',
  ),
  '/schools/{school}/texts': say(
    'Thông tin của trường và lời văn chung của báo cáo tự đánh giá. Chữ đang gõ được giữ trên máy này đến khi lưu.',
    'Particulars of the school and the texts of its report. What you type is kept on this machine until it is saved.',
  ),
  '/sheets/{process}': say(
    'Viết mô tả hiện trạng, đánh giá từng chỉ báo và dẫn mã minh chứng trong ngoặc vuông. Phiếu tự lưu khi bạn gõ; dòng trạng thái cho biết đã lưu lúc nào. Hai người cùng sửa thì không ai mất chữ nào.',
    'Describe the present state, rate each indicator and cite evidence codes in brackets. The sheet saves itself while you type and says when. When two people edit, nobody loses a word.',
  ),
  '/sheets/{process}/versions': say(
    'Chọn hai bản để so sánh từng chữ: phần bỏ bị gạch, phần thêm được gạch chân. Không bản nào mất; muốn dùng lại chữ cũ thì chép từ đây về phiếu.',
    'Choose two versions to compare word by word: what went is struck out, what came is underlined. No version is lost; copy old words from here.',
  ),
  '/processes/{process}/send/{event}': say(
    'Biểu mẫu của một bước trong quy trình. Mục sai được chỉ rõ ngay tại ô; những gì đã nhập không mất. Gửi xong thì bước này được ghi vào nhật ký và không rút lại được.',
    'The form of one step. What is wrong is told at its field and nothing entered is lost. Once sent, the step is in the history for good.',
  ),
  '/schools/{school}': say(
    'Thông tin của trường, các chu kỳ đã và đang mở. Hiệu trưởng hoặc Sở mở chu kỳ mới tại đây; mỗi chu kỳ theo một bộ tiêu chí đang có hiệu lực.',
    'The school and its cycles. The principal or the department opens a new cycle here, under a criteria set in force.',
  ),
  '/province': say(
    'Toàn cảnh của tỉnh: hồ sơ ở từng bước, việc quá hạn, chứng nhận sắp hết hạn. Sau mỗi biểu đồ có bảng số liệu; bấm vào một mục để mở danh sách tương ứng.',
    'The province at a glance: cases by step, what is late, certificates about to end. Each chart has its table, each entry its list.',
  ),
  '/province/cases': say(
    'Danh sách hồ sơ của cả tỉnh. Lọc theo loại trường, xã, chu kỳ hoặc tên; bấm vào một mục của biểu đồ để đến đúng danh sách của mục đó. Điều kiện đến từ biểu đồ hiện thành nút, bấm để bỏ.',
    'The cases of the whole province. Filter by kind, commune, period or name; any part of a chart leads to its list. What came from a chart stands as a button that takes it away.',
  ),
  '/province/certificates': say(
    'Mọi chứng nhận, bằng đã cấp. Lọc theo danh hiệu, tình trạng hoặc thời gian hết hạn; mở một số để xem bản giấy, cấp lại, yêu cầu khắc phục, đình chỉ hay thu hồi.',
    'Every certificate there is. Filter by award, status or end; open one for its paper copies, a reissue, a remedy, suspension or revocation.',
  ),
  '/province/certificates/{department}/{number}': say(
    'Đình chỉ, khắc phục và thu hồi là các bước của hồ sơ: bấm vào bước để mở biểu mẫu. Cấp lại bản giấy không đổi số và thời hạn; bản cũ hết giá trị ngay.',
    'Suspension, remedy and revocation are steps of the case, each with its form. A reissued paper keeps number and term; the copy before it is void at once.',
  ),
  '/drawings': say(
    'Mỗi quy trình vẽ từ trên xuống theo thứ tự của thông tư; số trong ô là số hồ sơ đang ở bước đó, bấm để xem danh sách. Nét đứt là đường quay lại. Bảng bên cạnh nói cùng nội dung.',
    'Each process from top to bottom in the order of the circular; the number in a box is the cases there, and leads to them. Dashed lines go back. The table says the same.',
  ),
  '/audit': say(
    'Ai đã làm gì, lúc nào, vì sao; dòng nào cũng không sửa hay xóa được. Bấm vào tên trường để chỉ xem hồ sơ đó rồi kiểm chuỗi nhật ký: hệ thống dựng lại mọi trạng thái từ nhật ký và so sánh.',
    'Who did what, when and why; no line can be changed or deleted. A school’s name narrows the list to its case, whose history can then be verified: every state is rebuilt from it and compared.',
  ),
  '/failures': say(
    'Việc hệ thống đã thử nhiều lần mà không được, kèm nguyên nhân. Khắc phục nguyên nhân (máy chủ thư, ổ đĩa…) rồi bấm làm lại; việc làm lại được ghi vào nhật ký.',
    'What was tried several times without success, and why. Mend the cause, then try again; that is kept in the journal.',
  ),
  '/cases/{cycle}/intake': say(
    'Các điểm này đúng bằng danh sách trường đã thấy trước khi nộp. Đánh dấu điểm cần trả lại, ghi thêm điểm khác rồi bấm yêu cầu hoàn thiện; trường nhận đúng những điểm đó.',
    'These points are exactly those the school saw before it handed in. Tick what goes back, add others, and ask for completion; the school gets just those points.',
  ),
  '/cases/{cycle}/team': say(
    'Chọn vai trò cho từng người; bên cạnh là điều quy trình đòi hỏi. Lựa chọn nằm trong địa chỉ của trang, nên chuyên viên chuẩn bị rồi gửi địa chỉ cho người ký.',
    'Choose a seat for each person; beside it stands what the procedure asks. The choice is in the address of the page, so one prepares it and another signs.',
  ),
  '/cases/{cycle}/decision': say(
    'Trang này nêu vì sao trường đạt hay không đạt theo từng điều kiện, kết quả của trường bên cạnh kết quả của đoàn, ai được ký và vì sao người khác không được ký.',
    'The page says why the school qualifies or not, condition by condition, its own results beside those of the review, who may sign and why others may not.',
  ),
  ...reviewHelp,
  '/account': say(
    'Đổi mật khẩu, bật xác thực hai bước và xem các phiên đăng nhập của bạn. Thấy phiên lạ thì kết thúc phiên đó rồi đổi mật khẩu.',
    'Change the password, turn on the second factor and see your sessions. End one you do not know, then change the password.',
  ),
  '/xac-minh': say(
    'Sổ công khai các chứng nhận và bằng đã cấp. Gõ số chứng nhận hoặc tên trường, hoặc quét mã QR in trên giấy.',
    'The public register of certificates. Type a number or the name of a school, or scan the QR code on the paper.',
  ),
  '/xac-minh/{number}': say(
    'So sánh thông tin ở đây với giấy chứng nhận bạn đang cầm: tên trường, cấp độ, ngày cấp. Nếu khác nhau, hãy báo Sở Giáo dục và Đào tạo.',
    'Compare what stands here with the paper: school, grade, day of issue. Tell the department when they differ.',
  ),
  '/sign-in': say(
    'Đăng nhập bằng email và mật khẩu đã đặt khi nhận lời mời, hoặc qua cổng đăng nhập của tỉnh nếu có nút. Quên mật khẩu thì xin liên kết đặt lại; chưa có tài khoản thì liên hệ người quản trị của đơn vị.',
    'Sign in with your e-mail and the password you set on your invitation, or by the sign-on of the province. Ask for a link when the password is lost, and your administrator for an account.',
  ),
  '/reset': say(
    'Nhập email để nhận liên kết đặt lại mật khẩu, hoặc dùng liên kết trong thư. Liên kết dùng được một lần trong một giờ.',
    'Ask for a link by e-mail, or use the one in the mail. It can be used once within an hour.',
  ),
  '/invitation': say(
    'Đặt mật khẩu để nhận tài khoản được mời. Sau đó đăng nhập bằng email của bạn.',
    'Set a password to accept the invitation, then sign in with your e-mail.',
  ),
  '/first': say(
    'Máy chủ mới chưa có ai. Nhập tên đơn vị và tài khoản của người quản trị đầu tiên; mọi người khác được mời sau.',
    'A new server has nobody. Enter the department and the first administrator; all others are invited later.',
  ),
  '/administration': say(
    'Các phần việc quản trị mà vai trò của bạn được làm. Mọi thay đổi ở đây đều ghi vào nhật ký cùng lý do.',
    'What your role administers. Every change here is journalled with its reason.',
  ),
  '/administration/people': say(
    'Người của một đơn vị và tài khoản của họ. Bấm vào tên để giao hay thôi chức vụ, mời lại, tạm khóa, đính chính. Muốn xem đơn vị khác, vào phần Đơn vị.',
    'The people of an organisation and their accounts. A name leads to offices, invitation, suspension and correction. Other organisations are under Organisations.',
  ),
  '/administration/people/new': say(
    'Người mới nhận thư mời có liên kết đặt mật khẩu. Chức vụ giao ở bước sau, tại trang của người đó. Ghi các trường đã công tác để hệ thống tránh xung đột lợi ích.',
    'The new person gets a mail with a link to set a password. Offices are given next, on their page. Schools worked at keep them from judging these.',
  ),
  '/administration/people/{person}': say(
    'Không ai tự giao chức vụ cho mình, và không ai quản lý người có chức vụ cao hơn mình. Khóa tài khoản thì mọi phiên của người đó kết thúc ngay; việc đã làm vẫn còn trong nhật ký.',
    'Nobody gives themselves an office or manages who stands above. A suspension ends all sessions at once; what was done stays in the history.',
  ),
  '/administration/organisations': say(
    'Cây đơn vị của tỉnh. Xã và trường được nhập từ cơ sở dữ liệu ngành ở phần Nhập dữ liệu; mã đơn vị ghi bên dưới tên.',
    'The organisations of the province. Communes and schools come by import; the id stands below the name.',
  ),
  '/administration/roster': say(
    'Những người có thể được cử vào đoàn đánh giá ngoài hay hội đồng thẩm định: đã tập huấn hoặc đã từng tham gia. Cột “Đang tham gia” cho biết ai đang nhiều việc.',
    'Who may be called into a team or council: trained, or has reviewed before. “Running” says who is busy.',
  ),
  '/administration/registers': say(
    'Số cuối cùng đã cấp của từng loại văn bản. Số cấp liên tục, không bỏ trống và không trùng, kể cả khi nhiều người ký cùng lúc.',
    'The last number of each series. Numbers have no gap and no repeat, also when several sign at once.',
  ),
  '/administration/procedures': say(
    'Mỗi thông tư là một thủ tục. Hồ sơ đi theo thủ tục lúc bắt đầu cho đến hết, kể cả khi có thông tư mới.',
    'Each circular is a procedure. A case keeps the one it began with to its end.',
  ),
  '/administration/procedures/{procedure}': say(
    'Mọi thời hạn, con số và mẫu của thông tư, kèm điều khoản. Chỉ giá trị có điều khoản dẫn được mới ghi là đã kiểm chứng.',
    'All terms, numbers and forms of the circular with their articles. Only what an article says is marked as verified.',
  ),
  '/administration/holidays': say(
    'Ngày nghỉ lễ, tết dùng để tính thời hạn theo ngày làm việc. Khi có thông báo nghỉ, trưởng phòng hoặc giám đốc sửa lịch của năm đó; mọi lần sửa được ghi lại kèm lý do.',
    'The days off by which working days are counted. When one is announced, the head or the director changes the year; each change is kept with its reason.',
  ),
  '/administration/holidays/{year}': say(
    'Ghi cả năm như sẽ có, hoặc nộp tệp, rồi bấm “Xem trước thay đổi”: thời hạn nào đang chạy sẽ dời từ ngày nào sang ngày nào. Chưa ghi gì cho đến khi bấm “Ghi lịch nghỉ”.',
    'Enter the whole year, or a file, then press “See what it changes”: which running deadlines move, from when to when. Nothing is written before you save.',
  ),
  '/administration/templates': say(
    'Sở có thể thay mẫu đi kèm bằng mẫu riêng trong thư mục TEMPLATES_DIR. Lỗi của mẫu riêng được chỉ rõ từng dòng trước khi in bất cứ văn bản nào.',
    'A department may replace a shipped template by its own in TEMPLATES_DIR. What is wrong with it is told by line before anything is printed.',
  ),
  '/administration/tokens': say(
    'Mã truy cập cho phần mềm khác gọi vào hệ thống, làm được đúng những gì người tạo được làm trong phạm vi đã chọn. Mã chỉ hiện một lần; lộ mã thì thu hồi ngay.',
    'For other software: a token may do what its maker may, within its scopes. It is shown once; revoke one that got out.',
  ),
  '/administration/webhooks': say(
    'Phần mềm khác đăng ký để được báo ngay khi có sự kiện. Mỗi tin được ký bằng mã bí mật chỉ hiện một lần khi đăng ký.',
    'Other software is told of events at once. Each message is signed with a secret that is shown once.',
  ),
  '/administration/webhooks/{webhook}': say(
    'Tin không tới được sẽ gửi lại với khoảng cách tăng dần; sau nhiều lần thì thôi và chờ bạn bấm gửi lại.',
    'A message that does not arrive is sent again with growing pauses, then given up until you send it again.',
  ),
  '/administration/imports': say(
    'Chọn tệp rồi chạy thử: hệ thống cho biết sẽ thêm và đổi gì, hoặc chỗ sai ở từng ô. Chỉ khi bấm “Ghi vào hệ thống” ở trang kết quả thì dữ liệu mới được ghi, tất cả hoặc không gì cả.',
    'Choose a file and try it: you see what would be added and changed, or what is wrong in which cell. Only “Write it” on the page of the result writes, all or nothing.',
  ),
  '/jobs': say(
    'Những việc cần thời gian mà bạn đã bắt đầu. Chúng vẫn chạy khi bạn rời trang; kết quả giữ 7 ngày.',
    'Work that takes its time and that you have begun. It goes on when you leave; results are kept for 7 days.',
  ),
  '/jobs/{job}': say(
    'Trang tự cập nhật cho đến khi xong. Có thể đóng trang và quay lại từ “Việc chạy nền” trong menu tên của bạn.',
    'The page keeps itself up to date until the end. You may close it and come back by “Background work” under your name.',
  ),
  '/administration/criteria': say(
    'Mỗi bộ tiêu chuẩn có các bản theo năm. Bản đã công bố không bao giờ đổi; hồ sơ giữ bản lúc mở chu kỳ. So sánh hai bản, hoặc chạy thử bản mới trên hồ sơ đã có trước khi áp dụng.',
    'Each set has editions. What is published never changes, and a case keeps the edition it began with. Compare two, or try a new one on recorded cases first.',
  ),
  '/administration/criteria/{set}/{edition}': say(
    'Toàn bộ nội dung của bộ tiêu chuẩn: quy tắc kết luận bằng lời, rồi từng tiêu chuẩn, tiêu chí, mức và chỉ báo. Lời của chỉ báo là tóm tắt, không phải nguyên văn thông tư.',
    'The whole set: its rule in words, then standards, criteria, levels and indicators. Texts of indicators are summaries, not the legal wording.',
  ),
  '/administration/criteria/check': say(
    'Chọn tệp hoặc dán nội dung rồi bấm Kiểm tra: mọi lỗi hiện theo dòng, sửa ngay trong ô rồi kiểm tra lại. Tệp đúng thì mới có nút Công bố.',
    'Choose a file or paste it, then check: all errors show by line; mend them in the field and check again. The button to publish comes once the file is right.',
  ),
  '/administration/criteria/diff': say(
    'Dòng “+” là mục thêm, “-” là mục bớt, “~” là mục đổi lời, đổi chỗ hoặc đổi cách chấm.',
    '“+” is added, “-” is gone, “~” is reworded, moved or scored otherwise.',
  ),
  '/cong-bo': say(
    'Những gì các trường và cơ quan đã công bố theo thủ tục: báo cáo tự đánh giá để đọc, quyết định công nhận và thu hồi. Ai cũng xem được, không cần đăng nhập.',
    'What schools and authorities have made public: self-assessment reports, awards given and withdrawn. Anybody may look.',
  ),
  '/account/delegations': say(
    'Khi đi vắng, bạn có thể giao chức vụ của mình cho đồng nghiệp trong một thời gian; người đó làm được mọi việc của chức vụ ấy. Quyền quyết định chỉ giao cho người đang giữ chức vụ ở Sở. Có thể rút lại bất cứ lúc nào.',
    'While you are away a colleague may hold your office for a time and do all that belongs to it. The power to decide goes only to an officer of the department. Take it back at any time.',
  ),
  '/administration/reports': say(
    'Báo cáo hằng năm được tổng hợp từ các hồ sơ trong hệ thống theo năm học đã chọn; xem trên trang, tải PDF, Word, hoặc bảng từng trường. Số văn bản ghi khi văn thư đã cấp.',
    'The yearly report is counted from the cases of the school year: read it here, or take it as PDF, Word, or a table of schools. Its number is entered once the clerk has given it.',
  ),
}
